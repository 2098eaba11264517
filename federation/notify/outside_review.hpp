// Outside review: that a service reviewed a guide, and where its words stand. A Note of the service's actor below the
// guide, with a link and nothing copied. It opens no gate: it has neither track nor verdict that we could check.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/rules.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::notify {

constexpr std::string_view outside_review_kind = "outsideReview";  // col:kind

struct OutsideReview {
    std::string guide;    // IRI
    std::string link;     // https address of the review
    std::string cite_as;  // how it wants to be named; may be empty
    std::string request;  // IRI of the Offer that asked for it; empty: nobody asked
    std::string version;  // "sha-256:…" that was asked about; may be empty
    std::string summary;  // plain text of the service; may be empty

    bool operator==(OutsideReview const&) const = default;
};

// Nothing if the object is none, or if its link is no https address.
std::optional<OutsideReview> outside_review_in(JsonValue const& object);

// The Note for it, to be signed by the service's actor; service: its name in front of people.
Composed compose_outside_review(
    Author const& author,
    std::string_view service,
    OutsideReview const& review,
    timeline::PostView const& guide,
    std::string_view origin,
    Clock const& clock,
    storage::IdSource& ids
);

// Keeps one below the guide that it is about. Everything else is passed over.
void keep_outside_review(rules::Context const& context, Object const& object);

// Whether the service that this Offer asked tells of a review that answers it, and still does.
bool is_reviewed_outside(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::Handle offer
);

struct OutsideReviewView {
    timeline::PostView post;  // its author is the service's actor
    OutsideReview review;
};

// Newest first, at most 100: those that this reader may see. What was taken back or removed is left out, and so is what
// did not come from a service.
std::vector<OutsideReviewView> outside_reviews_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer = {}
);

}  // namespace collegium::federation::notify
