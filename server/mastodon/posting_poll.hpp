// The poll that a client sends with a post, and what may be wrong with it.
#pragma once

#include "federation/messages/polls.hpp"
#include "server/mastodon/posting_problem.hpp"
#include "server/mastodon/view.hpp"

#include <optional>

namespace collegium::server::mastodon {

struct PollWish {
    PollWish() = default;

    std::vector<std::string> options;
    std::uint64_t expires_in = 0;  // seconds
    bool multiple = false;
    bool hides_totals = false;
};

// Nothing if the call says nothing of a poll.
std::optional<PollWish> poll_wish_of(Parameters const& parameters);

std::optional<Problem> problem_of(PollWish const& wish);

// With its end, counted from now.
federation::PollDraft poll_draft_of(PollWish const& wish, Instant now);

}  // namespace collegium::server::mastodon
