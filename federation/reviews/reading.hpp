// Reading reviews: questions that pages ask of the views, and the gate as this node computes it.
#pragma once

#include "federation/reviews/gate.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::reviews {

struct ReviewView {
    timeline::PostView post;
    Review review;
    std::uint64_t flags = 0;                  // all of them
    bool wrote_together = false;              // this node knows of a guide that the reviewer and an author wrote lately
    std::vector<timeline::PostView> replies;  // of the guide's author, oldest first
};

// Newest first, at most 200: those that this reader may see. What was taken back or removed is left out.
std::vector<ReviewView> reviews_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer = {}
);

// Whether this version is reviewed. Reviews count that are visible and for as many people as the guide is.
GateResult gate_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle guide,
    storage::VersionHash const& version,
    GateRules const& rules = {}
);

// The newest version that is reviewed, by its name; empty if none is.
std::string reviewed_version(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, GateRules const& rules = {}
);

}  // namespace collegium::federation::reviews
