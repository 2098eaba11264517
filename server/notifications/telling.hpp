// Telling: what members hear that no entry of the log tells: that a day has come, or that something did not go well.
#pragma once

#include "server/notifications/notices.hpp"

namespace collegium::server::notifications {

// Writes a notice down, about a thing only once. Nothing if it was told before, or if the member may not hear it.
// number: of the notification, which is returned.
std::optional<storage::LocalId> tell(
    storage::WriteTx& tx, storage::Tables& tables, storage::LocalId number, Notice const& notice, Instant now
);

}  // namespace collegium::server::notifications
