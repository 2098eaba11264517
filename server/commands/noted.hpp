// What commands do with power over others, in the audit log as "console".
#pragma once

#include "config/clock.hpp"
#include "storage/store.hpp"

namespace collegium::server::commands {

// In a change of its own. Says on standard error if it cannot be written down: who has the disk can read it all anyhow,
// and a copy of a node whose disk is full must still be possible.
void note_done(storage::Store& store, Instant now, std::string const& what, std::string const& about = "");

}  // namespace collegium::server::commands
