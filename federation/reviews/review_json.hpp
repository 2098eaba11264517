// Reviews on the wire: a Note below the guide, whole for everybody who reads, whose parts stand beside it under names
// of ours.
#pragma once

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/reviews/review.hpp"

namespace collegium::federation::reviews {

constexpr std::string_view review_kind = "review";  // its col:kind

// The review of an object, with whatever is wrong in it (problems_of). Nothing where it is none: another kind, a track
// or a verdict that this node does not know, no name of a version, or not in reply to the guide that it names.
std::optional<Review> review_in(JsonValue const& object);

// The members that make an object a review.
void add_review(JsonText& object, Review const& review);

// The whole in one text, for software that knows no forms.
std::string as_markdown(Review const& review);

}  // namespace collegium::federation::reviews
