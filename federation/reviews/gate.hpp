// The quality gate: when a version of a guide is called reviewed. A function of what reviewers signed and of nothing
// else, so that every node that has the same reviews says the same.
#pragma once

#include "federation/reviews/review.hpp"

#include <span>

namespace collegium::federation::reviews {

// How many must recommend a version.
struct GateRules {
    std::size_t peers = 1;
    std::size_t experts = 1;
    std::size_t institutions = 2;  // among those peers and experts

    bool operator==(GateRules const&) const = default;
};

constexpr std::size_t most_asked_for = 20;  // peers, and experts

// What is wrong with rules: "peers", "experts", "institutions". Somebody has to recommend a version, and those whom the
// rules ask for can be of as many institutions.
std::vector<Problem> problems_of(GateRules const& rules);

// What counts of a review.
struct SignedReview {
    std::string id;           // IRI
    std::string reviewer;     // IRI
    std::string institution;  // host; under a pen name what the community's node says in its place
    storage::VersionHash version{};
    ReviewTrack track{};
    ReviewVerdict verdict{};
    std::uint64_t flags = 0;  // by its words (flags_of)
    bool overridden = false;  // a facilitator lets it count although there is a conflict of interest
    Instant updated{};        // by its own words
    bool pen_named = false;
    std::vector<std::string> other_than = {};  // hosts: the institution behind a pen name is none of these
};

struct GateResult {
    std::size_t peers = 0, experts = 0;  // who recommend it
    std::size_t institutions = 0;        // of these: so many at least
    std::size_t objections = 0;          // who do not
    std::size_t set_aside = 0;           // flagged: they count for neither
    bool reviewed = false;

    bool operator==(GateResult const&) const = default;
};

// Of one reviewer the newest review of this version counts, on whichever track, also where it is flagged; of one moment
// that with the greater id. The version is reviewed if as many as the rules ask for recommend it, and more than object.
// Whoever is of an author's institution is set aside. Where a facilitator lets a review count all the same, it does,
// but an author's institution is never one of those that the rules ask for. An institution behind a pen name may be
// that of anybody who reviewed openly, unless the review says that it is another, so it is counted as one of its own
// only if it has to be. The order of the reviews does not matter.
GateResult gate(
    GateRules const& rules,
    storage::VersionHash const& version,
    std::span<SignedReview const> reviews,
    std::span<std::string const> author_institutions
);

}  // namespace collegium::federation::reviews
