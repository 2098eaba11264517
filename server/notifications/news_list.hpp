// The list of what a member was told: read newest first, and how far they have read.
#pragma once

#include "server/notifications/notices.hpp"

namespace collegium::server::notifications {

struct Line {
    storage::LocalId id{};
    storage::NotificationRecord record;
};

// What may have become of it since: a thing that is gone, somebody whom the member has muted.
bool is_shown(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle member,
    storage::NotificationRecord const& record
);

// Newest first, those before `before`, at most `most`.
std::vector<Line> lines_before(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle member,
    storage::LocalId before,
    std::size_t most
);

// How many came after what the member has read, counted up to `most`.
std::uint64_t count_unread(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::uint64_t most
);

// Everything up to this one has been read. An older one than was marked before changes nothing.
void mark_read(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle member, storage::LocalId up_to, Instant now
);

void clear(storage::WriteTx& tx, storage::Tables& tables, storage::Handle member);

}  // namespace collegium::server::notifications
