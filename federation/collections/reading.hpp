// Reading: what pages and other nodes see of collections. In each is only what is for its reader.
#pragma once

#include "federation/collections/collection.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::collections {

struct CollectionView {
    timeline::ActorView actor;
    storage::LocalId number{};
    timeline::ActorView owner;
    std::vector<timeline::PostView> things;     // in its owner's order
    std::vector<storage::LocalId> not_shown{};  // what else is in it, for its owner alone
};

// Nothing if there is no such collection of ours, or if its owner is shown to members only (a pupil by now) and the
// reader is none.
std::optional<CollectionView> find_collection(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId number, timeline::Viewer const& viewer
);

// Those of a member, in the order in which they were made, without the things.
std::vector<CollectionView> collections_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member
);

// The list as an OrderedCollection of ids.
Result<std::string> list_document(std::string_view origin, CollectionView const& collection);

}  // namespace collegium::federation::collections
