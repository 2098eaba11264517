// What of the log may be shown to everyone.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

namespace collegium::federation::documents {

bool is_for_everyone(Activity const& activity);

// The things whose words an activity carries or points to, also when it is wrapped.
std::vector<std::string_view> things_shown_by(Activity const& activity);

// For everyone, and not with words that were deleted or removed since.
bool may_be_shown(storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity);

}  // namespace collegium::federation::documents
