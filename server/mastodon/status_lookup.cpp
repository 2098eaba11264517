#include "server/mastodon/status_lookup.hpp"

#include "server/api_gate.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/status_entity.hpp"

namespace collegium::server::mastodon {

std::optional<timeline::PostView> find_status(View const& view, std::string_view id) {
    auto const number = local_id_of(id);
    if (!number) return std::nullopt;
    auto const line = view.tables.boosts.get(view.tx, *number);
    auto post = line ? timeline::find_post(view.tx, view.tables, line->thing, view.viewer)
                     : timeline::find_post(view.tx, view.tables, *number, view.viewer);
    bool const shown = post && post->state == storage::ObjectState::visible && is_shown_to(view, post->author.handle);
    return shown ? std::move(post) : std::nullopt;
}

std::optional<timeline::PostView> status_of(App const& app, Call const& call) {
    return look(app, call, [&](View const& view) { return find_status(view, call.names.front()); });
}

std::optional<storage::BoostRecord> own_line_of(App const& app, Call const& call) {
    auto const number = local_id_of(call.names.front());
    return look(app, call, [&](View const& view) {
        auto line = number ? view.tables.boosts.get(view.tx, *number) : std::nullopt;
        return line && line->by == call.member->actor ? line : std::nullopt;
    });
}

std::optional<timeline::PostView> own_status_of(App const& app, Call const& call) {
    auto post = status_of(app, call);
    bool const is_own =
        post && post->author.handle == call.member->actor && local_id_of(call.names.front()) == post->number;
    return is_own ? std::move(post) : std::nullopt;
}

Response no_such_status() {
    return api_error(404, "Record not found");
}

Response show_status(App const& app, Call const& call, storage::Handle thing) {
    auto const text = look(app, call, [&](View const& view) { return StatusWriter{view}.status(thing); });
    return text ? api_json(*text) : no_such_status();
}

}  // namespace collegium::server::mastodon
