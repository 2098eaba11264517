// Moving: a community goes to another institution: it agrees there to take over, is handed over here, and members who
// followed it are led there (federation/moves).
#pragma once

#include "federation/moves/moving.hpp"
#include "server/app.hpp"

#include <string>

namespace collegium::server::communities {

// Hands a community of this node over, for good. name, address: as plan_hand_over takes them. by: for the audit log.
// Refuses what plan_hand_over and federation::perform refuse.
boost::asio::awaitable<Result<federation::moves::HandOver>> hand_over(
    federation::Node const& node, std::string name, std::string address, std::string by
);

// What our community says of taking over another one.
enum class TakeOver { agree, take_back };

// A community of ours says that it takes over the one at `address` (name@host, or an IRI), or does not any more.
// Returns the IRI of the other one. Refuses not_found where there is no such community here, malformed for an address
// that is none, too_many beyond community::most_places, conflict where it is so already, and what resolving and
// describe() refuse.
boost::asio::awaitable<Result<std::string>> agree_to_take_over(
    federation::Node const& node, std::string name, std::string address, TakeOver wish, std::string by
);

// Leads those members of this node who follow a community that has moved, of this node or of another one, to where it
// is now: they follow it there, and ask to be members there if they were members. Each community is followed once, to
// one place, and only to one that names it; what they followed stays followed, so that they can read it. Pupils are
// led to what is on this node only. What cannot be asked now is asked in the next round.
boost::asio::awaitable<void> lead_followers(App const& app);

}  // namespace collegium::server::communities
