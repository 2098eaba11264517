#include "server/mastodon/scheduled_posts.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::ScheduledRecord;
using storage::Tables;

namespace {

void add_pictures(Promised& promised, PlaceKey const& place, ScheduledRecord const& post) {
    for (auto const picture : post.media) promised.emplace(place.under, picture);
}

}  // namespace

std::vector<Scheduled> scheduled_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Scheduled> found;
    tables.scheduled.ascend(tx, {member, LocalId{0}}, [&](PlaceKey const& place, ScheduledRecord const& post) {
        if (place.under == member) found.push_back({place, post});
        return place.under == member;
    });
    return found;
}

std::vector<Scheduled> scheduled_until(ReadTx const& tx, Tables const& tables, Instant now) {
    std::vector<Scheduled> found;
    tables.scheduled.each(tx, [&](PlaceKey const& place, ScheduledRecord const& post) {
        if (post.due <= now && !post.stuck) found.push_back({place, post});
        return true;
    });
    std::ranges::stable_sort(found, {}, [](Scheduled const& each) { return each.post.due; });
    return found;
}

Promised all_promised(ReadTx const& tx, Tables const& tables) {
    Promised promised;
    tables.scheduled.each(tx, [&](PlaceKey const& place, ScheduledRecord const& post) {
        add_pictures(promised, place, post);
        return true;
    });
    return promised;
}

Promised promised_by(ReadTx const& tx, Tables const& tables, Handle member, LocalId but_for) {
    Promised promised;
    for (auto const& [place, post] : scheduled_of(tx, tables, member))
        if (place.number != but_for) add_pictures(promised, place, post);
    return promised;
}

}  // namespace collegium::server::mastodon
