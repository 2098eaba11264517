// Stores of earlier versions. Records that only got more fields need nothing here: they are read as they are
// (codec.hpp). What else changes on the disk is a step, run once when the store is opened. The store says how far it
// has come, so a step that was broken off is run again, and an older program refuses what it would misread.
#pragma once

#include "storage/tables.hpp"

#include <compare>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>

namespace collegium::storage {

struct StoreVersion {
    unsigned major = 1;
    unsigned minor = 0;
    auto operator<=>(StoreVersion const&) const = default;
    std::string text() const;  // "1.0"
};

// The version of stores that have no word of theirs in them.
constexpr StoreVersion first_version{1, 0};

struct Step {
    StoreVersion to;
    void (*run)(WriteTx& tx, Tables& tables);  // in a transaction of its own, together with the new version
};

// In their order, oldest first. The last one leads to the version of this program. Never change or take away one that
// was released.
std::span<Step const> all_steps() noexcept;

// The store was written by a newer program, and says by which version of stores.
class TooNew : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Opens the tables, after the steps that the store has not seen. Before the first of them a copy of the store is laid
// beside it, as "before-1.1.mdb": the way back. Throws TooNew before anything was written, and StorageError, also if
// there is no room for the copy: then the store is as it was.
Tables open_tables(Engine& engine, std::filesystem::path const& folder, std::span<Step const> steps);

// Of an open store.
StoreVersion version_of(ReadTx const& tx, Tables const& tables);

}  // namespace collegium::storage
