// Managing: which node may publish a review under a pen name, and when it must not. The node of the guide's community
// does: its word decides the gate's rule and its exceptions anyway, so nobody else has to be trusted. It must be
// neither an author's institution nor the reviewer's: the one would know whom its author is not to know, the other's
// address would say where the reviewer is from.
#pragma once

#include "federation/reviews/review.hpp"
#include "storage/store.hpp"

namespace collegium::federation::reviews {

// All that forbids a pen name, as far as this node knows; each refusal says what to do instead (not_allowed). Asked at
// the reviewer's node and again at the one that publishes. reviewer: IRI; review: names the request that it answers;
// is_published: it changes one that stands, so what others of the reviewer's school did since is not looked at. Refuses
// unconcerned if the guide or the request is not known.
Result<void> check_pen_name(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Review const& review,
    std::string_view reviewer,
    Instant at,
    bool is_published
);

// The pen name of a review, if the node of the guide's community says it and no author or contributor is of that node;
// whatever others write there is nothing. With a contributor of that node, reviews that it published before are by its
// own people from then on, and set aside as those of any colleague.
std::optional<PenName> vouched_pen_name(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::ReviewRecord const& review
);

// Hosts of those whose reviews of this version stand under their own names, each once, in order.
std::vector<std::string> open_reviewers(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::VersionHash const& version
);

}  // namespace collegium::federation::reviews
