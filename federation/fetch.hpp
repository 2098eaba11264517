// Fetch: other nodes' documents, signed by our instance actor, within a budget, from partners only.
#pragma once

#include "federation/json.hpp"
#include "federation/node.hpp"
#include "storage/iri.hpp"

namespace collegium::federation {

// How much one incoming activity, or one member's click, may cost us (security R9).
struct FetchBudget {
    unsigned requests = 10;
    unsigned redirects = 3;         // for each document
    bool for_introduction = false;  // of a node that need not be a partner: only its own actor and its card
};

// The document at this IRI. It must say that it is what was asked for: an id that differs is fetched once more from its
// own place, at the same origin, and must then agree. Refuses not_partner, forbidden_place, unreachable,
// wrong_type (not ActivityPub's media types), too_large, malformed, foreign (another origin speaks for the name),
// not_found, gone, too_many (the budget is used up).
boost::asio::awaitable<Result<Json>> fetch_document(Node const& node, Iri iri, FetchBudget& budget);

// A JSON document of another kind (WebFinger), without the check of its id.
boost::asio::awaitable<Result<Json>> fetch_json(Node const& node, Iri iri, FetchBudget& budget);

}  // namespace collegium::federation
