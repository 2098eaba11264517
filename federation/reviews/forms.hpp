// Forms: what a review is asked on each of the two tracks. Plain data: pages show it, checks and the wire go by its
// names.
#pragma once

#include "config/result.hpp"
#include "storage/review_records.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace collegium::federation::reviews {

using storage::ReviewTrack;
using storage::ReviewVerdict;

// A question of a form: rated from 1 (not at all) to 5 (fully), with the reason for the rating.
struct Criterion {
    std::string_view name;      // on the wire and in forms; never changes
    std::string_view question;  // in front of people
    Refusal unrated;            // what to say without a rating from 1 to 5
    Refusal unfounded;          // and where it stands without its reason
};

struct Form {
    ReviewTrack track;
    std::string_view name;     // on the wire
    std::string_view heading;  // in front of people
    std::span<Criterion const> criteria;
};

Form const& form_of(ReviewTrack track) noexcept;
std::optional<ReviewTrack> track_named(std::string_view name) noexcept;

std::string_view name_of(ReviewVerdict verdict) noexcept;     // on the wire
std::string_view heading_of(ReviewVerdict verdict) noexcept;  // in front of people
std::optional<ReviewVerdict> verdict_named(std::string_view name) noexcept;

// It speaks for the version as it is, or with small changes.
constexpr bool recommends(ReviewVerdict verdict) noexcept {
    return verdict == ReviewVerdict::accept || verdict == ReviewVerdict::minor;
}

}  // namespace collegium::federation::reviews
