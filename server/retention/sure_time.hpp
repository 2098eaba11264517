// Sure time: periods are counted by this machine's clock, and a clock that stands years ahead would make everything due
// at once. So a round believes it only if it is near the last time that the node is sure of.
#pragma once

#include "storage/store.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::retention {

// A round comes once a day; what is left lets a node be off for a holiday.
inline constexpr std::chrono::days most_ahead{14};
inline constexpr std::chrono::days most_behind{1};

// The last time that the node is sure of, if the clock is further from it than that: ahead of it, or behind. It is the
// time of the last round that believed the clock, which a wrong clock does not move; before the first one, when the
// newest thing in the log came in. Nothing if the clock is to be believed.
std::optional<Instant> doubted_since(storage::ReadTx const& tx, storage::Tables const& tables, Instant now);

// From now on the node is sure of this time.
void note_sure(storage::WriteTx& tx, storage::Tables& tables, Instant now);

// An operator says that the clock is right, by the date that they read elsewhere: "2026-09-01", or the day before or
// after it, since the clock's is in UTC. by: as the audit log names them. Refuses malformed what is no date, and
// conflict another one than the clock's.
Result<storage::Nothing> confirm_clock(
    storage::WriteTx& tx, storage::Tables& tables, std::string_view today, std::string const& by, Instant now
);

}  // namespace collegium::server::retention
