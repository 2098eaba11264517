// A store that came back from a backup: what others may have seen since then must not be given out a second time, and
// what they said since then is asked for.
#pragma once

#include "federation/node.hpp"

#include <optional>

namespace collegium::federation {

struct Restored {
    Instant made{};  // when the backup was made
    Instant at{};    // when it was brought back
    bool operator==(Restored const&) const = default;
};

// Marks a store that was just brought back, before anybody uses it. Numbers by which others know things here go on far
// beyond those that were given out after the backup; partners read the directory from its beginning.
void mark_restored(storage::WriteTx& tx, storage::Tables& tables, std::string_view origin, Restored const& restored);

// The last time that this store was brought back; nothing if it never was.
std::optional<Restored> last_restored(storage::ReadTx const& tx, storage::Tables const& tables);

// Once after a store was brought back, before the node serves: asks all hosts for what their communities said since.
// Does nothing otherwise. Throws std::runtime_error if the clock stands before the backup: ids follow the clock, and
// partners take an id that they know for something that they have.
void begin_after_restore(Node const& node);

}  // namespace collegium::federation
