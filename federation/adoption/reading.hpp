// Reading adoptions: questions that pages ask of the views, and the roll-up as this node computes it.
#pragma once

#include "federation/adoption/roll_up.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::adoption {

struct AdoptionView {
    timeline::PostView post;
    Adoption adoption;
    storage::Handle guide{};
    std::string school;       // its name, or its host where that is all that is known of it
    std::uint64_t flags = 0;  // by its words
    bool lapsed = false;
};

// Nothing if there is no such adoption, if it is not meant for this reader, or if it was taken away.
std::optional<AdoptionView> find_adoption(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    Instant now,
    timeline::Viewer const& viewer = {}
);

// Newest first, at most 200: those that this reader may see. What was taken back or removed is left out.
std::vector<AdoptionView> adoptions_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle guide,
    Instant now,
    timeline::Viewer const& viewer = {}
);

// What one school adopted, newest first, at most 200.
std::vector<AdoptionView> adoptions_by(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle school,
    Instant now,
    timeline::Viewer const& viewer = {}
);

struct VersionRollUp {
    std::string version;
    RollUp sum;
};

struct GuideRollUp {
    RollUp all;                           // of whichever version
    std::vector<VersionRollUp> versions;  // those that somebody adopted, by name
};

// Adoptions count that are visible and for as many people as the guide is.
GuideRollUp roll_up_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, Instant now);

}  // namespace collegium::federation::adoption
