#include "federation/events/reading.hpp"

#include "federation/community/pupils.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::federation::events {

using community::Counted;
using storage::AttendanceRecord;
using storage::AttendanceState;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_looked_at = 500;
constexpr std::size_t most_guests = 200;
constexpr LocalId newest{~0ull};

void sort(std::vector<EventView>& events) {
    std::ranges::sort(events, {}, [](EventView const& each) {
        return std::pair{each.event.begin(), each.post.number};
    });
}

}  // namespace

std::optional<Event> words_of(ReadTx const& tx, Tables const& tables, storage::ObjectRecord const& record) {
    if (record.kind != storage::ObjectKind::post) return std::nullopt;
    auto const words = logged_activity(tx, tables, record.words);
    return words && words->object() != nullptr ? event_in(*words->object()) : std::nullopt;
}

bool wants_to_come(AttendanceState state) noexcept {
    return state == AttendanceState::coming || state == AttendanceState::asked;
}

std::uint64_t coming_to(ReadTx const& tx, Tables const& tables, Handle event, Counted counted) {
    std::uint64_t coming = 0;
    tables.attendances.ascend(tx, {event, Handle{0}}, [&](Edge const& key, AttendanceRecord const& record) {
        if (key.of != event) return false;
        bool const comes = record.state == AttendanceState::coming;
        if (comes && (counted == Counted::all || !community::is_pupil(tx, tables, key.by))) ++coming;
        return true;
    });
    return coming;
}

std::vector<std::string> guests_abroad(ReadTx const& tx, Tables const& tables, Handle event) {
    std::vector<std::string> guests;
    std::set<std::string> places;
    tables.attendances.ascend(tx, {event, Handle{0}}, [&](Edge const& key, AttendanceRecord const& record) {
        if (key.of != event) return false;
        auto const actor = tables.actors.get(tx, key.by);
        if (!wants_to_come(record.state) || (actor && actor->local)) return true;
        auto const guest = Iri::parse(storage::iri_of(tx, tables, key.by));
        if (guest && places.emplace(guest->host()).second) guests.push_back(guest->text());
        return guests.size() < most_guests;
    });
    return guests;
}

std::optional<EventView> find_event(
    ReadTx const& tx, Tables const& tables, Handle event, timeline::Viewer const& viewer
) {
    auto const record = tables.objects.get(tx, event);
    auto words = record ? words_of(tx, tables, *record) : std::nullopt;
    if (!words) return std::nullopt;
    auto post = timeline::find_post(tx, tables, event, viewer);
    if (!post || post->state != storage::ObjectState::visible) return std::nullopt;
    auto const counted = viewer.member == Handle{0} ? Counted::outside : Counted::all;
    EventView view{*std::move(post), *std::move(words), coming_to(tx, tables, event, counted), std::nullopt};
    if (auto const own = tables.attendances.get(tx, {event, viewer.member})) view.own = own->state;
    return view;
}

std::vector<EventView> events_in(
    ReadTx const& tx, Tables const& tables, Handle community, timeline::Viewer const& viewer, Instant now
) {
    std::vector<EventView> found;
    std::size_t left = most_looked_at;
    tables.events.descend(tx, {community, newest}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != community) return false;
        auto event = find_event(tx, tables, handle, viewer);
        if (event && event->event.end() >= now) found.push_back(*std::move(event));
        return --left > 0;
    });
    sort(found);
    return found;
}

std::vector<EventView> calendar_of(ReadTx const& tx, Tables const& tables, Handle member, Instant now) {
    std::set<Handle> communities;
    auto const collect = [&](Edge const& key, auto const&) {
        if (key.of == member) communities.insert(key.by);
        return key.of == member;
    };
    tables.following.ascend(tx, {member, Handle{0}}, collect);
    tables.memberships.ascend(tx, {member, Handle{0}}, collect);
    std::vector<EventView> all;
    for (auto const community : communities)
        for (auto& each : events_in(tx, tables, community, timeline::Viewer::of_member(member), now))
            all.push_back(std::move(each));
    sort(all);
    return all;
}

}  // namespace collegium::federation::events
