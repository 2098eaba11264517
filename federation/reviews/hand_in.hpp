// Hand-in: a review on its way to the node that will publish it under a pen name: that of the guide's community. On the
// wire an Offer of the guide to the community, with the review inside.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/reviews/review_json.hpp"

namespace collegium::federation::reviews {

constexpr std::string_view hand_in_kind = "penNamedReview";  // col:kind of the Offer

bool is_hand_in(Activity const& activity);

// The review of such an Offer, which has a pen name and names the request that it answers. Refuses malformed what is
// none, and the first of problems_of the review and of its pen name.
Result<Review> handed_in(Activity const& offer);

// Its members of an Offer. community: IRI; review: with its pen name.
void add_hand_in(JsonText& offer, Review const& review, std::string_view community);

}  // namespace collegium::federation::reviews
