// Pulse: how lively a community is, in numbers. Only what is meant for the reader counts.
#pragma once

#include "federation/community/visibility.hpp"

#include <array>

namespace collegium::federation::community {

struct PulseWeek {
    Instant begin{};  // seven days, the last of which is today
    std::uint64_t questions = 0, answers = 0, accepted = 0;
    std::optional<std::uint64_t> hours_to_answer;  // median over the questions of this week that have an answer
};

struct Pulse {
    static constexpr std::size_t weeks = 12;

    std::array<PulseWeek, weeks> by_week{};  // oldest first
    std::uint64_t asked = 0;                 // in these weeks
    std::uint64_t unanswered = 0;            // of these
    std::optional<std::uint64_t> hours_to_answer;
    bool complete = true;  // false: the community is larger than what was looked at
};

// Looks at the newest 1,000 questions and at most 10,000 replies to them.
Pulse pulse_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    Instant now,
    Viewer const& viewer
);

}  // namespace collegium::federation::community
