// Visibility: the one answer to whether a thing may still be shown, asked at every reading. Pages, documents,
// collections and counts all ask here.
#pragma once

#include "storage/tables.hpp"

namespace collegium::federation::community {

// Deleted by its author (or with its author), removed by the facilitators of the community that it is in, or visible. A
// thing that was both deleted and removed is deleted.
storage::ObjectState state_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::ObjectRecord const& record
);

bool is_visible(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::ObjectRecord const& record
);

// The decision that keeps a thing from being shown: when and by whom. Nothing for what is visible.
std::optional<storage::Ruling> removal_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::ObjectRecord const& record
);

// An actor that deleted itself, and its works with it.
bool is_gone(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

}  // namespace collegium::federation::community
