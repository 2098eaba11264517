#include "federation/reviews/review_json.hpp"

#include "federation/guides/guide.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

namespace {

std::string ratings_json(Review const& review) {
    auto json = JsonText::object();
    for (auto const& each : review.ratings)
        json.raw(
            each.criterion, JsonText::object().number("rating", each.value).text("rationale", each.rationale).done()
        );
    return json.done();
}

std::string interests_json(Interests const& interests) {
    return JsonText::object()
        .boolean("none", interests.none)
        .text_unless_empty("statement", interests.statement)
        .boolean("coAuthor", interests.co_author)
        .done();
}

bool is_true(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsTrue();
}

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? value->GetUint64() : 0;
}

JsonValue const* object_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsObject() ? value : nullptr;
}

// Questions that only a newer form has are passed over.
std::vector<Rating> ratings_in(JsonValue const& object, ReviewTrack track) {
    std::vector<Rating> ratings;
    auto const* const form = object_member(object, "col:form");
    if (form == nullptr) return ratings;
    for (auto const& each : form_of(track).criteria)
        if (auto const* const answer = object_member(*form, each.name))
            ratings.push_back(
                {std::string{each.name},
                 number_member(*answer, "rating"),
                 std::string{text_member(*answer, "rationale")}}
            );
    return ratings;
}

Interests interests_in(JsonValue const& object) {
    auto const* const given = object_member(object, "col:coi");
    if (given == nullptr) return {};
    return {is_true(*given, "none"), std::string{text_member(*given, "statement")}, is_true(*given, "coAuthor")};
}

std::string language_of(JsonValue const& object) {
    auto const* const language = object_member(object, "language");
    return std::string{language == nullptr ? std::string_view{} : text_member(*language, "identifier")};
}

}  // namespace

std::optional<Review> review_in(JsonValue const& object) {
    if (text_member(object, "col:kind") != review_kind) return std::nullopt;
    auto const track = track_named(text_member(object, "col:track"));
    auto const verdict = verdict_named(text_member(object, "col:verdict"));
    if (!track || !verdict) return std::nullopt;
    Review review;
    review.guide = reference_member(object, "col:reviewOf");
    review.version = text_member(object, "col:version");
    bool const replies = !review.guide.empty() && review.guide == reference_member(object, "inReplyTo");
    if (!replies || !guides::is_version_name(review.version)) return std::nullopt;
    review.request = reference_member(object, "col:request");
    review.track = *track;
    review.verdict = *verdict;
    review.round = std::max<std::uint64_t>(number_member(object, "col:round"), 1);
    review.ratings = ratings_in(object, *track);
    review.overall = text_member(object, "col:overall");
    review.interests = interests_in(object);
    review.ai_use = text_member(object, "col:aiUse");
    review.keeps_conduct = is_true(object, "col:conduct");
    review.language = language_of(object);
    review.pen_name = pen_name_in(object);
    return review;
}

void add_review(JsonText& object, Review const& review) {
    object.text("col:kind", review_kind)
        .text("col:reviewOf", review.guide)
        .text("col:version", review.version)
        .text("col:track", form_of(review.track).name)
        .text("col:verdict", name_of(review.verdict))
        .number("col:round", review.round)
        .raw("col:form", ratings_json(review))
        .text("col:overall", review.overall)
        .raw("col:coi", interests_json(review.interests))
        .text("col:aiUse", review.ai_use)
        .boolean("col:conduct", review.keeps_conduct)
        .text_unless_empty("col:request", review.request);
    if (review.pen_name) add_pen_name(object, *review.pen_name);
}

std::string as_markdown(Review const& review) {
    auto const& form = form_of(review.track);
    std::string text = "**" + std::string{form.heading} + ": " + std::string{heading_of(review.verdict)} + "**\n\n";
    text += review.overall + "\n";
    for (auto const& each : form.criteria)
        if (auto const* const rating = review.rating_of(each.name))
            text += "\n**" + std::string{each.question} + "** " + std::to_string(rating->value) + " of 5\n\n" +
                    rating->rationale + "\n";
    text += review.interests.none ? "\nInterests: none that the reviewer knows of.\n"
                                  : "\nInterests: " + review.interests.statement + "\n";
    if (review.pen_name) text += "\nThe reviewer writes under a pen name.\n";
    return text + "\nPrograms: " + review.ai_use + "\n";
}

}  // namespace collegium::federation::reviews
