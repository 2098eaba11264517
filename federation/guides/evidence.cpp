#include "federation/guides/evidence.hpp"

#include "config/phrase.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::guides {

namespace {

// The scales as their owners publish them; needs.md D4 names the three.
constexpr std::array<Grade, 5> mesh{
    {{"1", phrase("one star of five")},
     {"2", phrase("two stars of five")},
     {"3", phrase("three stars of five")},
     {"4", phrase("four stars of five")},
     {"5", phrase("five stars of five")}}};
constexpr std::array<Grade, 6> padlocks{
    {{"0", phrase("no padlock: too little is known to say")},
     {"1", phrase("one padlock: very limited evidence")},
     {"2", phrase("two padlocks: limited evidence")},
     {"3", phrase("three padlocks: moderate evidence")},
     {"4", phrase("four padlocks: extensive evidence")},
     {"5", phrase("five padlocks: very extensive evidence")}}};
constexpr std::array<Grade, 4> certainty{
    {{"very-low", phrase("very low certainty: the truth may well be far from this")},
     {"low", phrase("low certainty: the truth may be far from this")},
     {"moderate", phrase("moderate certainty: the truth is probably near this")},
     {"high", phrase("high certainty: further studies would hardly change this")}}};

constexpr std::array<Scheme, 3> schemes{
    {{"mesh", phrase("MESH stars"), mesh},
     {"padlock", phrase("Padlocks"), padlocks},
     {"grade", phrase("GRADE certainty"), certainty}}};

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

std::vector<Problem> problems_of(EvidenceRating const& rating) {
    using enum Reason;
    std::vector<Problem> problems;
    if (scheme_with(rating.scheme) == nullptr)
        problems.push_back({"evidence.scheme", {malformed, "a rating of evidence needs a scheme that this node knows"}}
        );
    else if (grade_of(rating.scheme, rating.grade) == nullptr)
        problems.push_back({"evidence.grade", {malformed, "a rating of evidence needs a grade of its scheme"}});
    if (is_blank(rating.rationale))
        problems.push_back({"evidence.rationale", {malformed, "a rating of evidence needs a rationale: say why"}});
    if (rating.rationale.size() > longest_rationale)
        problems.push_back({"evidence.rationale", {too_large, "the rationale of a rating is longer than 4,000 bytes"}});
    if (!Iri::parse(rating.rater))
        problems.push_back({"evidence.rater", {malformed, "a rating of evidence names who judged"}});
    return problems;
}

}  // namespace collegium::federation::guides
