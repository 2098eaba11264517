// Moving: a community of this node is handed over to one at a partner, which agreed to that before (needs 4.2, point
// 20). ActivityPub's Move, as wire reference 4 has its rules: the new one names the old one in alsoKnownAs.
#pragma once

#include "federation/actor.hpp"
#include "federation/fetching/fetch.hpp"
#include "federation/messages/compose.hpp"

#include <string>

namespace collegium::federation::moves {

// What a hand-over does, to be read before or after.
struct HandOver {
    storage::Handle community{};
    std::string from;              // IRIs
    std::string to;                // of the community that takes its place
    std::size_t followers = 0;     // at partners, who are told
    std::size_t members_here = 0;  // grown-ups of this node, who are led there
    std::size_t pupils = 0;        // of this node, who are not: nothing of theirs leaves it
};

// The community at `to`, as its own node says at this moment, if it can take the place of `from` (an IRI). Refuses
// not_allowed where it is no community, has itself moved, or does not name `from`; and what refresh_actor refuses.
boost::asio::awaitable<Result<Actor>> successor_of(Node const& node, std::string from, Iri to, FetchBudget& budget);

// Looks at everything, and changes nothing. name: of a community of ours. address: name@host. Refuses not_found (no
// such community), conflict (handed over before), paused (all exchange rests), not_allowed (what is said in it never
// leaves this node; the target is here), malformed (no address), and what resolve_handle and successor_of refuse, also
// while the target's node does not answer: what we hold of it is not asked.
boost::asio::awaitable<Result<HandOver>> plan_hand_over(Node const& node, std::string name, std::string address);

// The act by which the community says so; enter it with perform(). Refuses not_found without its keys.
Result<Composed> move_of(Node const& node, HandOver const& plan);

}  // namespace collegium::federation::moves
