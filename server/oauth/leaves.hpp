// Leaves: what a member has allowed to which programs, to look at and to take back.
#pragma once

#include "server/app.hpp"

#include <string>
#include <vector>

namespace collegium::server::oauth {

// All tokens of one leave together.
struct Leave {
    Leave() = default;

    std::uint64_t family = 0;
    std::string program;  // its name; empty if it is not known any more
    std::string scopes;   // with blanks between
    Instant since{};
    Instant used{};  // to the day; 0: never
};

// The newest first.
std::vector<Leave> leaves_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// Ends all tokens of one leave, at once. Refuses what Store::write refuses.
boost::asio::awaitable<Result<storage::Nothing>> take_back(
    App const& app, storage::Handle member, std::uint64_t family
);

}  // namespace collegium::server::oauth
