// Inbox list: what came for a member, as their own programs read it (ActivityPub 5.2).
#pragma once

#include "storage/store.hpp"

#include <string>

namespace collegium::federation::documents {

// One page reads at most this many entries of the log, so a page may be short, or empty, and still have a next one.
constexpr std::size_t entries_read_for_a_page = 500;

// Whole acts of others, newest first, 20 at a time: those that are addressed to the member, and those of the people and
// communities that the member follows. Without reports, without those whom the member shut out, and without words that
// were deleted or removed since. The newest ones are in the collection itself.
std::string inbox(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// The page of those before a place in the log.
std::string inbox_page(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::Seq before
);

}  // namespace collegium::federation::documents
