#include "federation/reviews/review.hpp"

#include "federation/guides/guide.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::reviews {

namespace {

using enum Reason;
using guides::is_blank;
using Problems = std::vector<Problem>;

constexpr std::array<std::pair<Flag, std::string_view>, 6> flag_names{
    {{Flag::unfounded, "no-rationale"},
     {Flag::undeclared, "no-statement"},
     {Flag::co_author, "co-author"},
     {Flag::oversized, "too-long"},
     {Flag::same_institution, "same-institution"},
     {Flag::unknown_version, "unknown-version"}}};

bool is_rated(Rating const* rating) {
    return rating != nullptr && rating->value >= 1 && rating->value <= 5;
}

void check_name(Problems& problems, Review const& review) {
    if (!Iri::parse(review.guide)) problems.push_back({"guide", {malformed, "a review names the guide that it is of"}});
    if (!guides::is_version_name(review.version))
        problems.push_back({"version", {malformed, "a review names the version of the guide that it is of"}});
    if (!review.request.empty() && !Iri::parse(review.request))
        problems.push_back({"request", {malformed, "a review names the request that it answers by its address"}});
    if (review.round < 1 || review.round > most_rounds)
        problems.push_back({"round", {malformed, "a review is of a round from 1 to 20"}});
}

void check_rating(Problems& problems, Review const& review, Criterion const& criterion) {
    auto const field = "ratings." + std::string{criterion.name};
    auto const* const rating = review.rating_of(criterion.name);
    if (!is_rated(rating)) problems.push_back({field + ".value", criterion.unrated});
    if (rating == nullptr || is_blank(rating->rationale))
        problems.push_back({field + ".rationale", criterion.unfounded});
    else if (rating->rationale.size() > longest_rationale)
        problems.push_back({field + ".rationale", {too_large, "the reason of a rating is longer than 4,000 bytes"}});
}

void check_overall(Problems& problems, Review const& review) {
    if (is_blank(review.overall))
        problems.push_back({"overall", {malformed, "a review says in words what its reviewer thinks of the whole"}});
    if (review.overall.size() > longest_overall)
        problems.push_back({"overall", {too_large, "the words of a review are longer than 16,384 bytes"}});
}

void check_statements(Problems& problems, Review const& review) {
    auto const& interests = review.interests;
    if (!interests.none && is_blank(interests.statement))
        problems.push_back({"interests", {malformed, "say what might sway you, or that you know of nothing"}});
    if (interests.none && !is_blank(interests.statement))
        problems.push_back({"interests", {malformed, "either something might sway you, or nothing: choose one"}});
    if (interests.statement.size() > longest_statement)
        problems.push_back({"interests", {too_large, "the statement of interests is longer than 2,000 bytes"}});
    if (is_blank(review.ai_use))
        problems.push_back({"ai_use", {malformed, "say which programs helped you to write this, or that none did"}});
    if (review.ai_use.size() > longest_statement)
        problems.push_back({"ai_use", {too_large, "what is said of programs is longer than 2,000 bytes"}});
    if (!review.keeps_conduct)
        problems.push_back({"conduct", {malformed, "reviewers agree to the code of conduct first"}});
}

bool is_about_ratings(Problem const& problem) {
    return problem.field.starts_with("ratings.") || problem.field == "overall";
}

bool is_about_statements(Problem const& problem) {
    return problem.field == "interests" || problem.field == "ai_use" || problem.field == "conduct";
}

}  // namespace

Rating const* Review::rating_of(std::string_view criterion) const noexcept {
    auto const found = std::ranges::find(ratings, criterion, &Rating::criterion);
    return found == ratings.end() ? nullptr : &*found;
}

std::vector<Problem> problems_of(Review const& review) {
    Problems problems;
    check_name(problems, review);
    for (auto const& each : form_of(review.track).criteria) check_rating(problems, review, each);
    check_overall(problems, review);
    check_statements(problems, review);
    return problems;
}

std::uint64_t flags_of(Review const& review) {
    std::uint64_t flags = review.interests.co_author ? bit(Flag::co_author) : 0;
    for (auto const& each : problems_of(review)) {
        if (each.why.reason() == too_large)
            flags |= bit(Flag::oversized);
        else if (is_about_ratings(each))
            flags |= bit(Flag::unfounded);
        else if (is_about_statements(each))
            flags |= bit(Flag::undeclared);
    }
    return flags;
}

std::vector<std::string_view> names_of(std::uint64_t flags) {
    std::vector<std::string_view> names;
    for (auto const& [flag, name] : flag_names)
        if (has(flags, flag)) names.push_back(name);
    return names;
}

}  // namespace collegium::federation::reviews
