// Logged: the activity of an entry of the log.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

namespace collegium::federation {

// Nothing if there is no such entry, or its words were erased.
std::optional<Activity> logged_activity(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq);

}  // namespace collegium::federation
