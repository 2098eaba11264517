// Evidence: how strong it is, by a scheme that has a name. Grades of two schemes are never converted into each other.
#pragma once

#include "federation/guides/problem.hpp"

#include <span>

namespace collegium::federation::guides {

struct Grade {
    std::string_view value;    // on the wire
    std::string_view meaning;  // for readers
};

struct Scheme {
    std::string_view id;            // on the wire; never changes
    std::string_view name;          // for readers
    std::span<Grade const> grades;  // weakest first
};

std::span<Scheme const> all_schemes() noexcept;
Scheme const* scheme_with(std::string_view id) noexcept;
Grade const* grade_of(std::string_view scheme, std::string_view value) noexcept;

struct EvidenceRating {
    std::string scheme;     // id of a scheme
    std::string grade;      // value of one of its grades
    std::string rationale;  // Markdown, at most longest_rationale bytes
    std::string rater;      // IRI of who judged

    bool operator==(EvidenceRating const&) const = default;
};

constexpr std::size_t longest_rationale = 4000;

// An unknown scheme or grade, no rationale or a longer one, no rater; in the order of the form.
std::vector<Problem> problems_of(EvidenceRating const& rating);

}  // namespace collegium::federation::guides
