// Sponsors: the grown-ups who run a student council. They are members of its own node, and two of them can act.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::community {

// A council would be left with one sponsor who can act, or with none. False for whoever is no sponsor of it.
bool would_be_alone(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle leaving
);

// What is asked of an act of ours that makes somebody a facilitator of a community of ours, or ends it, also where it
// is taken back. It is asked once, when the act comes in: who is a pupil, and whose account is closed, changes. Refuses
// not_allowed a pupil, somebody from elsewhere for a council, and leaving a council to one who can act.
Result<void> check_appointment(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity);

}  // namespace collegium::federation::community
