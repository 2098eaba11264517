// Voting: how a member's vote in a poll goes out, from a page or from a program.
#pragma once

#include "server/app.hpp"

#include <optional>

namespace collegium::server::polls {

// Why a vote was not taken, in words for the one who voted.
struct VoteProblem {
    unsigned status = 422;
    std::string_view words;
};

// choices: places in the list of options, from 0. The poll is one that the member may see. Nothing if all is well.
boost::asio::awaitable<std::optional<VoteProblem>> vote(
    App const& app, Member const& member, storage::Handle poll, std::vector<std::uint64_t> choices
);

}  // namespace collegium::server::polls
