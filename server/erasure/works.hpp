// Works: what somebody wrote and offered, taken back by acts of their own, as if they did it themselves.
#pragma once

#include "federation/node.hpp"
#include "server/sign_ins.hpp"

#include <functional>
#include <string>

namespace collegium::server::erasure {

// Removes a file of the media folder by its name; called only with a name that is not empty.
using RemovePicture = std::function<void(std::string const&)>;

// Drops what waits under somebody's name and nobody else has read: posts for later, drafts of every kind.
void drop_unsent(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person);

// Empties what somebody says of themselves, and removes their pictures. keeps_name: the name that others read stays;
// else it becomes the name in their address. Refuses what members::change_profile refuses.
boost::asio::awaitable<Result<storage::Nothing>> empty_profile(
    federation::Node const& node, RemovePicture remove, Member member, bool keeps_name
);

// How a step of taking back went.
struct TakenBack {
    std::size_t works = 0;  // deleted in this step
    bool finished = false;  // nothing is left
};

// Takes back what they offered to others and nobody has answered, and deletes their oldest works, at most 200: whoever
// asked waits for that. Two may do it at the same time. Refuses not_found where there is no actor to speak, conflict
// while a hold stands on them, and what federation::perform refuses.
boost::asio::awaitable<Result<TakenBack>> take_back_some(federation::Node const& node, storage::Handle person);

// How many works of theirs are not deleted.
std::size_t works_of(federation::Node const& node, storage::Handle person);

}  // namespace collegium::server::erasure
