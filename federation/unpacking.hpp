// Unpacking: what a message brings, before anything of it is entered: the act itself, whole, and what it carries of
// others. What is missing for it is fetched.
#pragma once

#include "federation/apply.hpp"
#include "federation/signing/verify.hpp"

#include <vector>

namespace collegium::federation {

// One act, as it is to be entered.
struct Unpacked {
    Activity activity;
    Admission admission;
};

// In the order in which they take effect: the act itself is the last one. What an Announce carries and is known
// already, or cannot be had, is left out. Refuses what neither its actor nor the community that passes it on answers
// for, and unconcerned an Announce of somebody unknown.
boost::asio::awaitable<Result<std::vector<Unpacked>>> unpack(Node const& node, Verified verified, FetchBudget& budget);

// An actor that describes itself anew or moves: its document is fetched, whatever the act says of it.
bool is_about_itself(Activity const& activity);

// Fetches it. Refuses what refresh_actor refuses; else unconcerned, since there is nothing to be entered.
boost::asio::awaitable<Result<storage::Seq>> meet_again(Node const& node, Iri actor, FetchBudget& budget);

}  // namespace collegium::federation
