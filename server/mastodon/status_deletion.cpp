// Taking a status back. What was deleted is returned as it was typed, so that it can be sent again (clients 2b).
#include "federation/admit.hpp"
#include "federation/logged.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/status_acts.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_history.hpp"
#include "server/mastodon/status_lookup.hpp"
#include "server/media/attaching.hpp"

namespace collegium::server::mastodon {

namespace {

// The status with one member more.
std::string with_text(std::string status, std::string_view text) {
    status.pop_back();
    return status + ",\"text\":" + federation::quoted(text) + "}";
}

}  // namespace

awaitable<Response> delete_status(App const& app, Call call) {
    auto const line = own_line_of(app, call);
    if (line) {
        auto const undone = co_await take_back(app, call.member->actor, line->seq);
        co_return undone ? show_status(app, call, line->thing) : api_refused(undone.error());
    }
    auto const post = own_status_of(app, call);
    auto const author = post ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_such_status();
    auto const status = look(app, call, [&](View const& view) { return status_json(view, *post); });
    auto const words = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, post->handle);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
    if (!words) co_return no_such_status();
    auto composed = federation::composer_of(app.node).delete_object(*author, *words);
    bool const with_media = call.parameters.is_set("delete_media");
    auto alongside = media::letting_pictures_go(app.node, call.member->actor, post->handle);
    if (with_media) alongside = {};  // what is still part of a thing that is gone goes soon
    auto const deleted = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (!deleted) co_return api_refused(deleted.error());
    co_return api_json(with_text(status, typed_text(*post)));
}

}  // namespace collegium::server::mastodon
