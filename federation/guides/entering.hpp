// Entering: what is asked of guides, and of changes that others suggest, once, when they come in. It is not asked again
// when the log is replayed: who is a pupil changes.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::guides {

// origin: of this node; local: a member of ours did it. Refuses not_allowed to members whose guide names a pupil and
// goes out, and to pupils who suggest something to another school; unconcerned to others who suggest something to a
// pupil, for whom that guide does not exist.
Result<void> check_pupils(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation::guides
