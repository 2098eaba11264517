#include "federation/reviews/hand_in.hpp"

namespace collegium::federation::reviews {

namespace {

constexpr std::string_view review_member = "col:review";

}  // namespace

bool is_hand_in(Activity const& activity) {
    return activity.verb() == Verb::offer && text_member(activity.root(), "col:kind") == hand_in_kind;
}

Result<Review> handed_in(Activity const& offer) {
    auto const* const object = member(offer.root(), review_member);
    auto review = object == nullptr || !object->IsObject() ? std::nullopt : review_in(*object);
    if (!review || !review->pen_name || review->guide != offer.object_id() || review->request.empty())
        return Refusal{Reason::malformed, "a review under a pen name names its guide, its version and its request"};
    if (auto const problems = problems_of(*review); !problems.empty()) return problems.front().why;
    if (auto const problems = problems_of(*review->pen_name); !problems.empty()) return problems.front().why;
    return *std::move(review);
}

void add_hand_in(JsonText& offer, Review const& review, std::string_view community) {
    auto object = JsonText::object();
    object.text("type", "Note")
        .text("inReplyTo", review.guide)
        .raw("language", JsonText::object().text("identifier", review.language).done());
    add_review(object, review);
    offer.text("object", review.guide)
        .text("target", community)
        .text("col:kind", hand_in_kind)
        .raw(review_member, object.done());
}

}  // namespace collegium::federation::reviews
