// Feeds of events, for programs that show calendars.
#include "federation/events/calendar_text.hpp"
#include "server/dispatch.hpp"
#include "server/pages/events/handlers.hpp"

namespace collegium::server::pages {

namespace events = federation::events;

namespace {

constexpr std::string_view calendar_type = "text/calendar; charset=utf-8";

Response feed(std::string_view name, std::vector<events::EventView> const& shown) {
    return Response{200, std::string{calendar_type}, events::calendar_text(name, shown)};
}

// Nobody, unless the account is active.
storage::AccountRecord account_of(App const& app, std::string const& name) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, name);
        bool const lives = record && record->state == storage::AccountState::active;
        return lives ? *record : storage::AccountRecord{};
    });
}

// With a new password there is a new address: whoever has the old one reads no more.
std::string token_for(App const& app, std::string const& name, storage::AccountRecord const& account) {
    auto const actor = std::to_string(static_cast<std::uint64_t>(account.actor));
    return crypto::to_hex(app.registry.secrets.digest("calendar:" + name + ":" + actor + ":" + account.password));
}

}  // namespace

std::string member_feed_path(App const& app, Call const& call) {
    if (!call.member) return {};
    auto const& account = call.member->account;
    return "/calendar/" + account + "/" + token_for(app, account, account_of(app, account));
}

awaitable<Response> get_community_feed(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const now = app.node.clock.now();
    auto const shown = app.node.store.read([&](auto const& tx, auto const& tables) {
        return events::events_in(tx, tables, community->handle, {}, now);
    });
    co_return feed(community->display, shown);
}

// A wrong address and an unknown account look alike.
awaitable<Response> get_member_feed(App const& app, Call call) {
    auto const& name = call.names[0];
    auto const account = account_of(app, name);
    auto const actor = account.actor;
    auto const right = token_for(app, name, account);
    bool const fits = crypto::equal_in_constant_time(crypto::bytes_of(right), crypto::bytes_of(call.names[1]));
    if (!fits || actor == storage::Handle{0}) co_return refuse(app, call, {Reason::not_found, "no such calendar"});
    auto const now = app.node.clock.now();
    auto const shown = app.node.store.read([&](auto const& tx, auto const& tables) {
        return events::calendar_of(tx, tables, actor, now);
    });
    auto calendar = feed(app.node.settings.node.name, shown);
    calendar.with("Cache-Control", "private, no-store");
    co_return calendar;
}

}  // namespace collegium::server::pages
