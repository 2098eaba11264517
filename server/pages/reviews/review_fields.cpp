#include "server/pages/reviews/review_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::server::pages {

using reviews::Criterion;
using reviews::Rating;
using reviews::Review;
using reviews::ReviewVerdict;

namespace {

constexpr std::array<ReviewVerdict, 4> verdicts{
    ReviewVerdict::accept, ReviewVerdict::minor, ReviewVerdict::major, ReviewVerdict::reject};
constexpr std::array<std::string_view, 5> degrees{
    phrase("1: not at all"), phrase("2: hardly"), phrase("3: partly"), phrase("4: mostly"), phrase("5: fully")};

std::string field_of(Criterion const& criterion, std::string_view part) {
    return "ratings." + std::string{criterion.name} + "." + std::string{part};
}

std::uint64_t number_in(std::string_view digits) {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

// A rating without a number is kept as well: its reason is typed.
void take_ratings(Form const& form, Review& review) {
    std::vector<Rating> ratings;
    for (auto const& each : reviews::form_of(review.track).criteria) {
        auto const value = field_of(each, "value"), rationale = field_of(each, "rationale");
        auto const* const before = review.rating_of(each.name);
        Rating rating{std::string{each.name}, 0, ""};
        if (before != nullptr) rating = *before;
        if (form.has(value)) rating.value = number_in(form.text(value));
        if (form.has(rationale)) rating.rationale = form.text(rationale);
        ratings.push_back(std::move(rating));
    }
    review.ratings = std::move(ratings);
}

void show_criterion(Values values, Criterion const& criterion, Review const& review, FieldProblems const& problems) {
    auto const* const rating = review.rating_of(criterion.name);
    values.text("NAME", criterion.name);
    values.words("QUESTION", criterion.question);
    values.text("TYPED_RATIONALE", rating == nullptr ? std::string_view{} : std::string_view{rating->rationale});
    for (std::size_t i = 0; i < degrees.size(); ++i) {
        auto option = values.repeat("DEGREE");
        option.number("VALUE", i + 1);
        option.words("LABEL", degrees[i]);
        if (rating != nullptr && rating->value == i + 1) option.show("CHOSEN");
    }
    std::string const name{criterion.name};
    show_beside(values, "VALUE_PROBLEM", problems, field_of(criterion, "value"), name + "-value");
    show_beside(values, "RATIONALE_PROBLEM", problems, field_of(criterion, "rationale"), name + "-rationale");
}

void show_statements(Values& values, Review const& review, FieldProblems const& problems) {
    if (review.interests.none) values.show("NO_INTERESTS");
    if (review.interests.co_author) values.show("WROTE_TOGETHER");
    values.text("STATEMENT", review.interests.statement);
    values.text("AI_USE", review.ai_use);
    if (review.keeps_conduct) values.show("KEEPS_CONDUCT");
    show_beside(values, "INTERESTS_PROBLEM", problems, "interests");
    show_beside(values, "AI_PROBLEM", problems, "ai_use");
    show_beside(values, "CONDUCT_PROBLEM", problems, "conduct");
}

}  // namespace

// A box that is not ticked is not sent: once the form was sent at all, it says no.
Review review_typed(Form const& form, Review review) {
    take_ratings(form, review);
    if (!form.has("overall")) return review;
    if (auto const verdict = reviews::verdict_named(form.text("verdict"))) review.verdict = *verdict;
    review.overall = form.text("overall");
    review.interests.none = form.has("no_interests");
    review.interests.statement = form.trimmed("interests");
    review.ai_use = form.trimmed("ai_use");
    review.keeps_conduct = form.has("conduct");
    return review;
}

FieldProblems problems_beside(std::vector<reviews::Problem> const& problems, Review const& review) {
    FieldProblems found;
    for (auto const& each : problems) found.push_back({each.field, sentence(each.why)});
    if (review.interests.co_author && review.interests.none)
        found.push_back(
            {"interests",
             phrase("You wrote a guide with an author of this one lately: say so here, and whether it sways you.")}
        );
    return found;
}

void show_review_fields(Values& page, Review const& review, std::string_view chosen, FieldProblems const& problems) {
    auto values = page.include("FIELDS", "review_fields");
    for (auto const& each : reviews::form_of(review.track).criteria)
        show_criterion(values.repeat("CRITERION"), each, review, problems);
    for (auto const verdict : verdicts) {
        auto option = values.repeat("VERDICT");
        option.text("VALUE", reviews::name_of(verdict));
        option.words("LABEL", reviews::heading_of(verdict));
        if (reviews::name_of(verdict) == chosen) option.show("CHOSEN");
    }
    values.text("TYPED_OVERALL", review.overall);
    show_beside(values, "OVERALL_PROBLEM", problems, "overall");
    show_beside(values, "VERDICT_PROBLEM", problems, "verdict");
    show_statements(values, review, problems);
}

}  // namespace collegium::server::pages
