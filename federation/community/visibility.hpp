// Visibility: the one answer to whether a thing may still be shown, asked at every reading. Pages, documents,
// collections and counts all ask here.
#pragma once

#include "storage/tables.hpp"

namespace collegium::federation::community {

// Who wants to read. Nobody in particular unless it says so, and then there is the least to see.
struct Viewer {
    storage::Handle member{};  // of this node, signed in
    storage::Handle host{};    // a node that signed its request

    static Viewer of_member(storage::Handle member) { return {member, storage::Handle{0}}; }
};

// Whether a thing is for this reader at all, by whom its author meant it for (security R13). What is not must look as
// if it did not exist. So does what a pupil wrote as soon as consent to it is withdrawn, and what moderators here took
// from sight.
bool is_meant_for(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Viewer const& viewer,
    storage::Handle thing,
    storage::ObjectRecord const& record
);

// The same by its audience alone: for rules, which are replayed, while it changes who is a pupil and who is a partner.
bool is_in_audience(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Viewer const& viewer,
    storage::Handle thing,
    storage::ObjectRecord const& record
);

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

// Whether this reader may know of an actor: of nobody who is gone, of a pupil of this node only its members, and of a
// collection as of its owner.
bool may_know_of(storage::ReadTx const& tx, storage::Tables const& tables, Viewer const& viewer, storage::Handle actor);

}  // namespace collegium::federation::community
