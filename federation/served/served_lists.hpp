// Served lists: our collections that grow, for other nodes to read: what actors of ours did, and threads of ours. In
// each is only what is meant for its reader.
#pragma once

#include "federation/community/visibility.hpp"
#include "storage/store.hpp"

#include <string>

namespace collegium::federation::documents {

// What an actor of ours did, newest first, 20 whole activities at a time: the newest ones are in the collection itself,
// since not every peer follows `first`.
std::string outbox(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, storage::Handle actor
);

// The page of those before a place in the log.
std::string outbox_page(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    storage::Handle actor,
    storage::Seq before
);

// The ids of a thread of ours, oldest first, the question at its head (FEP-7888), kept by its community. Up to 500 are
// in the collection itself (page 0); of more there are pages from 1 on. Refuses not_found for others' threads and for a
// page that is not there.
Result<std::string> thread_context(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    std::string_view question,
    std::size_t page
);

// The ids of the direct replies to a thing of ours, oldest first, in the same way.
Result<std::string> replies(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    std::string_view object,
    std::size_t page
);

// The same collection as it stands inside the thing's own document: with the first five replies of our own host, which
// Mastodon fetches at once.
std::string embedded_replies(
    storage::ReadTx const& tx, storage::Tables const& tables, community::Viewer const& viewer, storage::Handle object
);

}  // namespace collegium::federation::documents
