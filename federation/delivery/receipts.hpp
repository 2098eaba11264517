// Receipts: what became of each delivery. Only here does a row leave the queue, and come back to it.
#pragma once

#include "federation/delivery/delivery_report.hpp"
#include "storage/tables.hpp"

namespace collegium::federation {

// How a try ended, and what the lane knows afterwards.
struct Settlement {
    storage::EntryKey key;  // host, entry
    Instant at{};
    Fate fate = Fate::failed;
    unsigned status = 0;
    std::string reason;                         // why it was not delivered
    std::optional<storage::AsideRecord> aside;  // if it was set aside
    std::optional<storage::LaneRecord> lane;    // if it changed in more than the time of the last success
};

// Delivered: the receipt says so, and the row is gone. Refused: the receipt says why, and the row is kept apart.
// Otherwise the row stays.
void record(storage::WriteTx& tx, storage::Tables& tables, Settlement const& settlement);

// Puts what a host refused for good back into the queue, to be tried like new; ring for the host afterwards.
// Refuses not_found if it is not there.
Result<void> queue_again(storage::WriteTx& tx, storage::Tables& tables, storage::EntryKey key);

// The same for everything that the host has refused. Returns how many there were.
std::size_t queue_all_again(storage::WriteTx& tx, storage::Tables& tables, storage::Handle host);

}  // namespace collegium::federation
