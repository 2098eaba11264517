// Indexed thing: what the index of words keeps of a published thing.
#pragma once

#include "storage/tables.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::server::search {

struct IndexedThing {
    storage::Handle handle{};
    storage::Handle author{};
    storage::Handle community{};
    storage::ObjectKind kind{};
    storage::Audience audience{};
    bool accepted = false;  // a question with an accepted answer, or that answer
    std::string language;
    std::vector<std::string> tags;  // lower case, without '#'
    std::string title;
    std::string words;  // plain text, at most 100 kB
};

// Nothing if there is no such thing, or if nobody may see it any more.
std::optional<IndexedThing> indexed_thing(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle handle
);

}  // namespace collegium::server::search
