// Erasing: the end of a member with all that they wrote, here and wherever it went (needs O4).
#pragma once

#include "federation/admit.hpp"
#include "federation/node.hpp"
#include "server/erasure/works.hpp"

#include <string>
#include <vector>

namespace collegium::server::erasure {

// What an erasure does, to be read before or after.
struct Plan {
    std::string account;
    storage::Handle person{};
    bool pupil = false;              // nothing of theirs left this node, so there is nobody to ask
    bool closed = false;             // the account is closed already
    std::size_t works = 0;           // that are deleted
    std::vector<std::string> hosts;  // that had got something of theirs, by name
    std::vector<std::string> told;   // IRIs by which these are asked, in no order
};

// Refuses not_found where nobody of that name has an account, and conflict where they are erased already or a hold
// stands on them. Reads the
// whole log: never on a shard.
Result<Plan> plan_of(federation::Node const& node, std::string const& account);

// Closes the account, handing over what they alone run; empties the profile, drops what they have not sent, takes back
// what they offered, deletes what they wrote; and at last ends their actor by a Delete for exactly the institutions
// that had got something, which asks for a receipt. What was broken off goes on when it is done again. by: for the
// audit log. also: in the transaction that ends the actor; its refusal undoes that. Refuses what plan_of,
// communities::close_account and federation::perform refuse.
boost::asio::awaitable<Result<Plan>> erase(
    federation::Node const& node, RemovePicture remove, std::string account, std::string by
);
boost::asio::awaitable<Result<Plan>> erase(
    federation::Node const& node, RemovePicture remove, std::string account, std::string by, federation::Alongside also
);

// What the account itself says of its person goes: mail address, password, second factor. Its name stays taken: nobody
// else shall be called so. Refuses not_found.
Result<storage::Nothing> empty_account(storage::WriteTx& tx, storage::Tables& tables, std::string const& account);

}  // namespace collegium::server::erasure
