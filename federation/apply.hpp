// Apply: the one place where an activity changes the world, ours and others' alike. Pure: no clock, no network, no
// randomness; the same log applied twice gives the same views.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation {

// What was settled about an activity before it came here.
struct Admission {
    bool local;               // done by a member or a community of this node
    storage::LocalId number;  // for the thing it creates
    Instant received;
    storage::Handle via{};  // the community that passed it on; 0 if it came from its actor
};

// Interprets the activity, appends it to the log and queues it for those whom it is addressed to.
// Refuses duplicate when it is known, and what its rule refuses; then nothing was written.
Result<storage::Seq> apply(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view origin,
    Activity const& activity,
    Admission const& admission,
    Effects& effects
);

// The views of an entry that is in the log already. Deliveries that have a receipt are not queued again.
void replay(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view origin,
    storage::Seq seq,
    storage::LogEntry const& entry,
    Activity const& activity
);

// Drops all views and makes them again from the log, in one transaction. Returns how many entries were replayed.
Result<std::uint64_t> rebuild(storage::WriteTx& tx, storage::Tables& tables, std::string_view origin);

}  // namespace collegium::federation
