#include "server/notifications/news_list.hpp"

#include "server/notifications/hearing.hpp"

#include <charconv>

namespace collegium::server::notifications {

using storage::Handle;
using storage::LocalId;
using storage::NotificationRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr LocalId end{~0ull};

storage::NamedKey marker_of(Handle member) {
    return {member, "notifications"};
}

LocalId last_read(ReadTx const& tx, Tables const& tables, Handle member) {
    auto const marker = tables.markers.get(tx, marker_of(member));
    std::uint64_t number = 0;
    if (marker) std::from_chars(marker->last_read.data(), marker->last_read.data() + marker->last_read.size(), number);
    return LocalId{number};
}

// From newest to oldest, until visit(id, record) says false.
template <class Visit>
void each_before(ReadTx const& tx, Tables const& tables, Handle member, LocalId before, Visit visit) {
    Hearing hearing{tx, tables, member};
    tables.notifications.descend(tx, {member, before}, [&](PlaceKey const& key, NotificationRecord const& record) {
        if (key.under != member) return false;
        return !hearing.of({member, record.news, record.by, record.thing}) || visit(key.number, record);
    });
}

}  // namespace

bool is_shown(ReadTx const& tx, Tables const& tables, Handle member, NotificationRecord const& record) {
    return may_hear(tx, tables, {member, record.news, record.by, record.thing});
}

std::vector<Line> lines_before(
    ReadTx const& tx, Tables const& tables, Handle member, LocalId before, std::size_t most
) {
    std::vector<Line> lines;
    each_before(tx, tables, member, before, [&](LocalId id, NotificationRecord const& record) {
        lines.push_back({id, record});
        return lines.size() < most;
    });
    return lines;
}

std::uint64_t count_unread(ReadTx const& tx, Tables const& tables, Handle member, std::uint64_t most) {
    auto const read = last_read(tx, tables, member);
    Hearing hearing{tx, tables, member};
    std::uint64_t count = 0;
    tables.notifications.descend(tx, {member, end}, [&](PlaceKey const& key, NotificationRecord const& record) {
        if (key.under != member || key.number <= read) return false;
        if (hearing.of({member, record.news, record.by, record.thing})) ++count;
        return count < most;
    });
    return count;
}

void mark_read(WriteTx& tx, Tables& tables, Handle member, LocalId up_to, Instant now) {
    if (up_to <= last_read(tx, tables, member)) return;
    auto marker = tables.markers.get(tx, marker_of(member)).value_or(storage::MarkerRecord{});
    marker.last_read = std::to_string(static_cast<std::uint64_t>(up_to));
    marker.version += 1;
    marker.updated = now;
    tables.markers.put(tx, marker_of(member), marker);
}

void clear(WriteTx& tx, Tables& tables, Handle member) {
    std::vector<PlaceKey> all;
    tables.notifications.descend(tx, {member, end}, [&](PlaceKey const& key, NotificationRecord const&) {
        if (key.under == member) all.push_back(key);
        return key.under == member;
    });
    for (auto const& key : all) tables.notifications.erase(tx, key);
}

}  // namespace collegium::server::notifications
