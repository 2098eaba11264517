#include "federation/guides/evidence.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::guides {

namespace {

// The scales as their owners publish them; needs.md D4 names the three.
constexpr std::array<Grade, 5> mesh{
    {{"1", "one star of five"},
     {"2", "two stars of five"},
     {"3", "three stars of five"},
     {"4", "four stars of five"},
     {"5", "five stars of five"}}};
constexpr std::array<Grade, 6> padlocks{
    {{"0", "no padlock: too little is known to say"},
     {"1", "one padlock: very limited evidence"},
     {"2", "two padlocks: limited evidence"},
     {"3", "three padlocks: moderate evidence"},
     {"4", "four padlocks: extensive evidence"},
     {"5", "five padlocks: very extensive evidence"}}};
constexpr std::array<Grade, 4> certainty{
    {{"very-low", "very low certainty: the truth may well be far from this"},
     {"low", "low certainty: the truth may be far from this"},
     {"moderate", "moderate certainty: the truth is probably near this"},
     {"high", "high certainty: further studies would hardly change this"}}};

constexpr std::array<Scheme, 3> schemes{
    {{"mesh", "MESH stars", mesh}, {"padlock", "Padlocks", padlocks}, {"grade", "GRADE certainty", certainty}}};

}  // namespace

std::span<Scheme const> all_schemes() noexcept {
    return schemes;
}

Scheme const* scheme_with(std::string_view id) noexcept {
    auto const* const found = std::ranges::find(schemes, id, &Scheme::id);
    return found == schemes.end() ? nullptr : found;
}

Grade const* grade_of(std::string_view scheme, std::string_view value) noexcept {
    auto const* const known = scheme_with(scheme);
    if (known == nullptr) return nullptr;
    auto const found = std::ranges::find(known->grades, value, &Grade::value);
    return found == known->grades.end() ? nullptr : &*found;
}

Result<void> check(EvidenceRating const& rating) {
    if (scheme_with(rating.scheme) == nullptr)
        return Refusal{Reason::malformed, "the strength of evidence needs a scheme that this node knows"};
    if (grade_of(rating.scheme, rating.grade) == nullptr)
        return Refusal{Reason::malformed, "the strength of evidence needs a grade of its scheme"};
    if (rating.rationale.empty()) return Refusal{Reason::malformed, "a rating needs a rationale: say why this grade"};
    if (rating.rationale.size() > longest_rationale)
        return Refusal{Reason::too_large, "the rationale of a rating is longer than 4,000 bytes"};
    if (rating.rater.empty()) return Refusal{Reason::malformed, "a rating names who judged"};
    return {};
}

}  // namespace collegium::federation::guides
