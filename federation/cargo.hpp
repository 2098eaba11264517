// Cargo: what is needed to deliver one entry of the log to one host, read in one snapshot.
#pragma once

#include "storage/store.hpp"

namespace collegium::federation {

struct Cargo {
    std::string body;                     // the activity, byte for byte
    std::vector<std::string> recipients;  // actors' IRIs: those who were named, and those who follow
};

// Nothing if the row or the words are gone.
std::optional<Cargo> load_cargo(storage::Store const& store, storage::EntryKey key);

}  // namespace collegium::federation
