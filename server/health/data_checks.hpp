// The checks of where everything is kept: room for it, copies of it, and whether it is as it was written.
#pragma once

#include "server/health/checks.hpp"

namespace collegium::server::health {

Check disk_check(Readings const& readings);
Check store_check(Readings const& readings);
Check media_check(Readings const& readings);
Check backup_check(Readings const& readings);
Check scrub_check(Readings const& readings);

}  // namespace collegium::server::health
