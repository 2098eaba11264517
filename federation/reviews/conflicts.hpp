// Conflicts of interest that a node can see by itself: who is of an author's institution, and who wrote with them
// lately.
#pragma once

#include "federation/reviews/review.hpp"
#include "storage/store.hpp"

namespace collegium::federation::reviews {

// Its author, and those whom its newest words name as contributors; IRIs. Nobody for what is no guide known here.
std::vector<std::string> authors_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide);

// Their hosts, each once: the institutions that do not judge this guide.
std::vector<std::string> institutions_of(std::vector<std::string> const& people);

// Whether somebody is of the institution of one of these.
bool is_colleague(std::vector<std::string> const& authors, std::string_view person);

// They and one of these wrote a guide together that was published in the two years before `at`, as far as this node
// knows: other nodes may know more, so it is what its reviewer's node writes into the review that counts. The newest
// 200 works of each are looked at.
bool wrote_together(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::vector<std::string> const& authors,
    std::string_view person,
    Instant at
);

// A review as it will be sent: with what its reviewer's node found out by itself.
Review with_findings(
    storage::ReadTx const& tx, storage::Tables const& tables, Review review, std::string_view reviewer, Instant at
);

// All that keeps a member from giving this review: problems_of, and of what this node knows: "guide", "version",
// "reviewer" (an author's colleague), "interests" (a finding left out).
std::vector<Problem> problems_here(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Review const& review,
    std::string_view reviewer,
    Instant at
);

}  // namespace collegium::federation::reviews
