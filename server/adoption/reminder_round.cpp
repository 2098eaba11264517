#include "server/adoption/reminder_round.hpp"

#include "federation/adoption/care.hpp"
#include "server/followers/live_feed.hpp"
#include "server/notifications/notices.hpp"
#include "server/read_only.hpp"
#include "storage/names.hpp"

namespace collegium::server::adoption {

namespace asio = boost::asio;

using federation::adoption::Due;
using notifications::Notice;
using storage::Handle;
using storage::News;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

// Those whom nobody can be told of yet wait until there is somebody.
std::vector<Due> all_due(ReadTx const& tx, Tables const& tables, std::string const& origin, Instant now) {
    auto const school = storage::find_handle(tx, tables, origin + "/");
    if (!school) return {};
    auto due = federation::adoption::due_adoptions(tx, tables, *school, now);
    std::erase_if(due, [](Due const& each) { return each.members.empty(); });
    return due;
}

using Places = std::vector<std::pair<PlaceKey, Handle>>;  // a notification, and what it is about

void tell(App const& app, WriteTx& tx, Tables& tables, Notice const& notice, Instant now, Places& places) {
    if (!notifications::may_hear(tx, tables, notice)) return;
    storage::ToldKey const key{notice.thing, notice.member, notice.news, storage::no_one};
    if (auto const before = tables.told.get(tx, key)) tables.notifications.erase(tx, {notice.member, *before});
    auto const words = tables.objects.get(tx, notice.thing).value().words;
    PlaceKey const place{notice.member, app.node.ids.next()};
    tables.notifications.put(tx, place, {notice.news, storage::no_one, notice.thing, words, now});
    tables.told.put(tx, key, place.number);
    places.emplace_back(place, notice.thing);
}

storage::Store::Change<Places> telling(App const& app, Instant now) {
    return [&app, now](WriteTx& tx, Tables& tables) {
        Places places;
        for (auto const& due : all_due(tx, tables, app.node.settings.origin(), now)) {
            auto const news = due.lapsed ? News::lapsed : News::follow_up_due;
            for (auto const member : due.members)
                tell(app, tx, tables, {member, news, storage::no_one, due.adoption}, now, places);
            federation::adoption::note_told(tx, tables, due);
        }
        return Result<Places>{std::move(places)};
    };
}

}  // namespace

asio::awaitable<void> tend_adoptions(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    auto const now = app.node.clock.now();
    bool const any = app.node.store.read([&](auto const& tx, auto const& tables) {
        return !all_due(tx, tables, app.node.settings.origin(), now).empty();
    });
    if (!any) co_return;
    auto change = telling(app, now);
    auto const told = co_await app.node.store.write(std::move(change));
    if (!told) co_return;
    for (auto const& [place, thing] : *told)
        app.live.publish({LiveKind::notification, thing, place.number, {place.under}});
}

}  // namespace collegium::server::adoption
