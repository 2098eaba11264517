#include "federation/node.hpp"

#include "storage/store.hpp"

#include <algorithm>

namespace collegium::federation {

storage::LocalId newest_id(storage::Store const& store) {
    // Ids are given out a little before their entries are written, so the newest is among the last ones of the log.
    constexpr unsigned looked_at = 10'000;
    return store.read([](auto const& tx, auto const& tables) {
        storage::LocalId newest{0};
        unsigned left = looked_at;
        tables.log.descend(tx, storage::Seq{~0ull}, [&](storage::Seq, storage::LogEntry const& entry) {
            newest = std::max(newest, entry.number);
            return --left > 0;
        });
        // The id of an activity comes right after that of its object: one millisecond is beyond both.
        return storage::LocalId{static_cast<std::uint64_t>(newest) + 0x10000};
    });
}

}  // namespace collegium::federation
