// Review: what somebody says of one version of a guide, on one of two tracks. It is pinned to the version's name, so it
// never speaks for words that its reviewer has not seen.
#pragma once

#include "federation/guides/problem.hpp"
#include "federation/reviews/forms.hpp"
#include "federation/reviews/pen_name.hpp"

namespace collegium::federation::reviews {

using guides::Problem;

constexpr std::size_t longest_rationale = 4000;  // bytes, of one rating
constexpr std::size_t longest_overall = 16'384;  // bytes
constexpr std::size_t longest_statement = 2000;  // bytes, of a statement of interests, and of the use of programs
constexpr std::uint64_t most_rounds = 20;

struct Rating {
    std::string criterion;    // name of one of its form
    std::uint64_t value = 0;  // 1 to 5
    std::string rationale;    // Markdown

    bool operator==(Rating const&) const = default;
};

// What might sway the reviewer.
struct Interests {
    bool none = false;       // they know of nothing
    std::string statement;   // else what: plain text
    bool co_author = false;  // found by their own node: they wrote a guide together with an author of this one, lately

    bool operator==(Interests const&) const = default;
};

struct Review {
    std::string guide;    // IRI
    std::string version;  // "sha-256:…"
    std::string request;  // IRI of the Offer that asked for it; empty: nobody asked
    ReviewTrack track = ReviewTrack::peer;
    ReviewVerdict verdict = ReviewVerdict::accept;
    std::uint64_t round = 1;      // the second is about what the author made of the first
    std::vector<Rating> ratings;  // one for each question of the form
    std::string overall;          // Markdown
    Interests interests;
    std::string ai_use;          // which programs helped to write it and how, or that none did: plain text
    bool keeps_conduct = false;  // agreed to the code of conduct of reviewers
    std::string language = "en";
    std::optional<PenName> pen_name;  // under which it is published; nothing: its reviewer's own name

    // The rating of a question; nothing if it was not answered.
    Rating const* rating_of(std::string_view criterion) const noexcept;
    bool operator==(Review const&) const = default;
};

// What is wrong with it in itself, in the order of the form: "version", "ratings.clarity.value",
// "ratings.clarity.rationale", "overall", "interests", "ai_use", "conduct", "round".
std::vector<Problem> problems_of(Review const& review);

// What speaks against a review, by its own words and by who its reviewer is. A flagged review is shown with its flags
// and opens no gate. The numbers are on disk: add at the end.
enum class Flag : std::uint64_t {
    unfounded = 1,          // a rating without its reason, or none
    undeclared = 2,         // no statement of interests, of programs, or of conduct
    co_author = 4,          // says that its reviewer wrote with an author lately
    oversized = 8,          // longer than its form allows
    same_institution = 16,  // its reviewer is of an author's institution
    unknown_version = 32,   // of a version that the guide never had
};

constexpr std::uint64_t bit(Flag flag) noexcept {
    return static_cast<std::uint64_t>(flag);
}
constexpr bool has(std::uint64_t flags, Flag flag) noexcept {
    return (flags & bit(flag)) != 0;
}

// Whether its reviewer has a conflict of interest, as far as it can be seen: a facilitator may let it count.
constexpr bool has_conflict(std::uint64_t flags) noexcept {
    return has(flags, Flag::co_author) || has(flags, Flag::same_institution);
}

// Those that follow from its words alone: the same on every node.
std::uint64_t flags_of(Review const& review);

// "no-rationale", "no-statement", "co-author", "too-long", "same-institution", "unknown-version".
std::vector<std::string_view> names_of(std::uint64_t flags);

}  // namespace collegium::federation::reviews
