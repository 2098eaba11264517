// Reading reviews: questions that pages ask of the views, and the gate as this node computes it.
#pragma once

#include "federation/reviews/gate_rules.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::reviews {

// A facilitator lets a review count although its reviewer has a conflict of interest.
struct OverrideView {
    timeline::ActorView by;
    std::string reason;  // plain text, at most 500 characters
};

struct ReviewView {
    timeline::PostView post;
    Review review;
    std::uint64_t flags = 0;      // all of them
    bool pen_named = false;       // its author speaks for a reviewer whose name the community's node keeps
    bool wrote_together = false;  // this node knows of a guide that the reviewer and an author wrote lately
    std::optional<OverrideView> overridden;
    std::vector<timeline::PostView> replies;  // of the guide's author, oldest first
};

// Newest first, at most 200: those that this reader may see. What was taken back or removed is left out.
std::vector<ReviewView> reviews_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer = {}
);

// One of them; nothing if the thing is no review that this reader may see.
std::optional<ReviewView> find_review(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle review,
    timeline::Viewer const& viewer = {}
);

// By the rule of the community that the guide is in.
GateRules rules_for(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide);

// Whether this version is reviewed, by that rule. Reviews count that are visible and for as many people as the guide
// is.
GateResult gate_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::VersionHash const& version
);

// The newest version that is reviewed, by its name; empty if none is.
std::string reviewed_version(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide);

}  // namespace collegium::federation::reviews
