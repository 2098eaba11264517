// Entering: what is asked of an act once, when it comes in, and not again when the log is replayed.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation {

// origin: of this node; local: somebody of ours did it. Refuses what the rules for contact, facilitators, guides,
// reviews, adoptions and statements refuse at the door, and what somebody does whom moderators here shut out.
Result<void> check_entering(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation
