#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/paging.hpp"
#include "server/mastodon/status_context.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_history.hpp"
#include "server/mastodon/status_lookup.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Edge;
using storage::Handle;
using storage::LocalId;

namespace {

// Writes what `write(view, post)` makes of the status that the address names.
template <class Write>
Response shown(App const& app, Call const& call, Write write) {
    auto const text = look(app, call, [&](View const& view) {
        auto const post = find_status(view, call.names.front());
        return post ? std::optional<std::string>{write(view, *post)} : std::nullopt;
    });
    return text ? api_json(*text) : no_such_status();
}

// People in the order of their ids, which is also how this list is paged.
struct People {
    std::vector<Handle> handles;  // newest first
    std::vector<LocalId> ids;
};

template <class Value, class Fits>
People people_page(
    View const& view, storage::Table<Edge, Value> const& table, Handle thing, Page const& page, Fits fits
) {
    People people;
    auto const visit = [&](Edge const& key, Value const& value) {
        if (key.of != thing) return false;
        LocalId const id{static_cast<std::uint64_t>(key.by)};
        if (page.since_id && id <= *page.since_id && !page.min_id) return false;
        if (!page.admits(id) || !fits(value) || !is_shown_to(view, key.by)) return true;
        people.handles.push_back(key.by);
        people.ids.push_back(id);
        return people.ids.size() < page.limit;
    };
    if (page.min_id) {
        table.ascend(view.tx, {thing, Handle{static_cast<std::uint64_t>(*page.min_id) + 1}}, visit);
        std::ranges::reverse(people.handles);
        std::ranges::reverse(people.ids);
    } else {
        auto const edge = page.max_id ? static_cast<std::uint64_t>(*page.max_id) : ~0ull;
        table.descend(view.tx, {thing, Handle{edge}}, visit);
    }
    return people;
}

template <class Value, class Fits>
Response people_around(
    App const& app, Call const& call, storage::Table<Edge, Value> storage::Tables::*table, Fits fits
) {
    auto const page = page_of(call.parameters, 40, 80);
    std::vector<LocalId> ids;
    auto const text = look(app, call, [&](View const& view) -> std::optional<std::string> {
        auto const post = find_status(view, call.names.front());
        if (!post) return std::nullopt;
        auto people = people_page(view, view.tables.*table, post->handle, page, fits);
        ids = std::move(people.ids);
        return accounts_json(view, people.handles);
    });
    if (!text) return no_such_status();
    return with_links(api_json(*text), app, call, page, ids);
}

}  // namespace

awaitable<Response> get_status(App const& app, Call call) {
    auto const id = local_id_of(call.names.front());
    auto const text =
        look(app, call, [&](View const& view) { return id ? StatusWriter{view}.numbered(*id) : std::nullopt; });
    co_return text ? api_json(*text) : no_such_status();
}

awaitable<Response> get_statuses(App const& app, Call call) {
    auto ids = call.parameters.list("id");
    if (ids.size() > most_statuses_at_once) ids.resize(most_statuses_at_once);
    auto const text = look(app, call, [&](View const& view) {
        StatusWriter writer{view};
        auto list = federation::JsonText::list();
        for (auto const& id : ids) {
            auto const number = local_id_of(id);
            if (auto const status = number ? writer.numbered(*number) : std::nullopt) list.raw_item(*status);
        }
        return list.done();
    });
    co_return api_json(text);
}

awaitable<Response> get_status_context(App const& app, Call call) {
    co_return shown(app, call, context_json);
}

awaitable<Response> get_status_source(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post || post->author.handle != call.member->actor) co_return no_such_status();
    co_return api_json(source_json(*post));
}

awaitable<Response> get_status_history(App const& app, Call call) {
    co_return shown(app, call, history_json);
}

awaitable<Response> get_reblogged_by(App const& app, Call call) {
    co_return people_around(app, call, &storage::Tables::boosters, [](LocalId) { return true; });
}

awaitable<Response> get_favourited_by(App const& app, Call call) {
    auto const is_up = [](storage::Vote const& vote) { return vote.kind == storage::VoteKind::up; };
    co_return people_around(app, call, &storage::Tables::votes, is_up);
}

}  // namespace collegium::server::mastodon
