// What of the log may be shown, and to whom.
#pragma once

#include "federation/community/visibility.hpp"
#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

namespace collegium::federation::documents {

bool is_for_everyone(Activity const& activity);

// The things whose words an activity carries or points to, also when it is wrapped.
std::vector<std::string_view> things_shown_by(Activity const& activity);

// Meant for this reader, all that it is about too, and not with words that were deleted or removed since. What is not
// for everyone is shown only where it carries the words of something that the reader may see. What pupils do is shown
// to nobody outside, and no profile is, nor what somebody did who is gone, but for what they deleted.
bool may_be_shown(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, Activity const& activity
);

}  // namespace collegium::federation::documents
