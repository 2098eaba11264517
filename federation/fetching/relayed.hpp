// Relayed: what somebody passed on. The actor's own proof decides; without one, the place where it came from is asked
// (wire reference 4.1.5 and 5.3).
#pragma once

#include "federation/signing/verify.hpp"

namespace collegium::federation {

// The activity as it counts: with a valid proof as it is; else as its origin gives it; else, since many servers do not
// serve activities, as what became of the thing: a Create or Update is the thing as it stands there, a Delete is
// believed if the thing is gone. Refuses duplicate and unconcerned if there is nothing new to learn, not_partner,
// too_many, unknown_key if the proof's key cannot be had while the origin is away (bring it again later), and foreign
// if the origin does not confirm it. What has no proof and an origin that is away is wanted from then on.
boost::asio::awaitable<Result<Verified>> confirm_relayed(Node const& node, Activity relayed, FetchBudget& budget);

// An act that stands inside an Announce, as it counts: the announcer's signature speaks for those who live where it
// lives, and confirm_relayed decides on others. Refuses duplicate and unconcerned if there is nothing new to learn, and
// foreign if the act publishes what lives elsewhere.
boost::asio::awaitable<Result<Verified>> carried_act(
    Node const& node, Verified announce, Activity act, FetchBudget& budget
);

// The thing or act of which an Announce only gives the name. Refuses unconcerned if there is nothing new to learn, or
// if it cannot be had.
boost::asio::awaitable<Result<Verified>> carried_thing(Node const& node, Verified announce, FetchBudget& budget);

// A Create or Update that came without its object (it may be too long for other peers) is asked for where its name is;
// everything else stays as it is. Refuses what confirm_relayed refuses.
boost::asio::awaitable<Result<Verified>> in_full(Node const& node, Verified verified, FetchBudget& budget);

// A thing or an act of which only the name is known, from its own place. Refuses unconcerned if it is one of
// ours, and what
// fetch_named and written_down refuse.
boost::asio::awaitable<Result<Verified>> ask_for_thing(Node const& node, Iri thing, FetchBudget& budget);

// Is this act in the log? Is there a thing of this name, deleted or not?
bool is_known_act(Node const& node, Iri const& id);
bool is_known_thing(Node const& node, std::string_view iri);

}  // namespace collegium::federation
