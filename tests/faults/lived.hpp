// Lived: a store that changes round by round so that what it holds after each round is known exactly.
#pragma once

#include "storage/store.hpp"

namespace collegium::faults {

inline storage::EngineOptions options_of(std::filesystem::path const& folder, bool sync) {
    return {folder, std::size_t{64} << 20, sync};
}

// One commit: new records, old ones erased, values on pages of their own. Rounds count from 1. Throws StorageError.
void live(storage::Store& store, std::uint64_t round);

// Of the last round that the store holds, wholly. Throws std::runtime_error with what is otherwise, or what the store
// throws.
std::uint64_t newest_round(storage::Store const& store);

// The same in a process of its own, since a broken file may end it, after the check that a scrub makes. `told`: one
// line of what is wrong; empty if nothing is.
struct Seen {
    std::uint64_t round = 0;
    std::string told;
};
Seen look_at(std::filesystem::path const& folder);

}  // namespace collegium::faults
