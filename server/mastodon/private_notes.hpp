// What a member notes about somebody, for themselves only.
#pragma once

#include "storage/tables.hpp"

#include <string>

namespace collegium::server::mastodon {

constexpr std::size_t longest_private_note = 2000;  // characters

// Empty if there is none.
std::string private_note(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::Handle about
);

// An empty one takes the old one away.
void put_private_note(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle member,
    storage::Handle about,
    std::string const& note,
    Instant now
);

}  // namespace collegium::server::mastodon
