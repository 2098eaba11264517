// Timelines: lists of statuses, newest first, a page at a time (clients 2b, 2e.3).
#include "config/ascii.hpp"
#include "federation/timeline_lists.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/limits.hpp"
#include "server/mastodon/paging.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"

namespace collegium::server::mastodon {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using timeline::Lines;
using timeline::ListReader;
using timeline::Selection;
using timeline::Stretch;

namespace {

constexpr std::size_t usual_page = 20, largest_page = 40;

Stretch stretch_of(Page const& page) {
    return {page.max_id, page.min_id ? page.min_id : page.since_id, page.min_id.has_value(), page.limit};
}

Response paged(Response response, App const& app, Call const& call, Page const& page, Lines const& lines) {
    std::vector<LocalId> ids;
    for (auto const& line : lines.lines) ids.push_back(line.number);
    return with_links(std::move(response), app, call, page, std::move(ids), {lines.more, lines.reached});
}

// The page of a list that `read(view, reader, stretch)` gives; nothing if there is no such list for this reader.
template <class Read>
Response timeline_page(App const& app, Call const& call, Read read) {
    auto const page = page_of(call.parameters, usual_page, largest_page);
    std::optional<Lines> lines;
    auto const text = look(app, call, [&](View const& view) {
        lines = read(view, ListReader{view.tx, view.tables, view.viewer}, stretch_of(page));
        return lines ? StatusWriter{view}.list(lines->lines) : std::string{};
    });
    if (!lines) return api_error(404, "Record not found");
    return paged(api_json(text), app, call, page, *lines);
}

Selection selection_of(Parameters const& parameters) {
    Selection selection;
    selection.only_local = parameters.is_set("local");
    selection.only_remote = parameters.is_set("remote") && !selection.only_local;
    selection.only_media = parameters.is_set("only_media");
    selection.without_replies = parameters.is_set("exclude_replies");
    selection.without_boosts = parameters.is_set("exclude_reblogs");
    return selection;
}

std::optional<Handle> tag_of(View const& view, std::string_view name) {
    if (name.starts_with('#')) name.remove_prefix(1);
    return timeline::find_tag(view.tx, view.tables, view.origin(), name);
}

std::vector<Handle> known_tags(View const& view, std::vector<std::string> const& names) {
    std::vector<Handle> tags;
    for (auto const& name : names)
        if (auto const tag = tag_of(view, name)) tags.push_back(*tag);
    return tags;
}

// Of a joined community.
std::optional<Handle> joined_list(View const& view, std::string_view id) {
    auto const community = handle_of(id);
    auto const follow =
        community ? view.tables.following.get(view.tx, Edge{view.viewer.member, *community}) : std::nullopt;
    bool const joined = follow && follow->state == storage::FollowState::accepted;
    auto const record = joined ? view.tables.actors.get(view.tx, *community) : std::nullopt;
    return record && record->type == storage::ActorType::group ? community : std::nullopt;
}

// What somebody pinned to their page, or a community's facilitators to the community's.
Lines pinned_by(View const& view, ListReader const& reader, Handle actor) {
    Lines pinned;
    auto const add = [&](Edge const& key, auto const&) {
        if (key.of != actor || pinned.lines.size() == largest_page) return false;
        auto const record = view.tables.objects.get(view.tx, key.by);
        if (record && reader.is_shown(key.by)) pinned.lines.push_back({record->number, key.by});
        return true;
    };
    view.tables.pins.ascend(view.tx, Edge{actor, Handle{0}}, add);
    view.tables.featured.ascend(view.tx, Edge{actor, Handle{0}}, add);
    std::ranges::sort(pinned.lines, std::ranges::greater{}, &timeline::Line::number);
    return pinned;
}

}  // namespace

awaitable<Response> get_home_timeline(App const& app, Call call) {
    co_return timeline_page(app, call, [](View const&, ListReader const& reader, Stretch const& stretch) {
        return std::optional{reader.home(stretch)};
    });
}

awaitable<Response> get_public_timeline(App const& app, Call call) {
    auto const selection = selection_of(call.parameters);
    co_return timeline_page(app, call, [&](View const&, ListReader const& reader, Stretch const& stretch) {
        return std::optional{reader.everyone(selection, stretch)};
    });
}

awaitable<Response> get_tag_timeline(App const& app, Call call) {
    co_return timeline_page(app, call, [&](View const& view, ListReader const& reader, Stretch const& stretch) {
        auto selection = selection_of(call.parameters);
        auto any = call.parameters.list("any");
        any.push_back(call.names.front());
        auto const every = call.parameters.list("all");
        selection.every_tag = known_tags(view, every);
        selection.no_tag = known_tags(view, call.parameters.list("none"));
        bool const nothing_has_all = selection.every_tag.size() < every.size();
        return std::optional{nothing_has_all ? Lines{} : reader.tagged(known_tags(view, any), selection, stretch)};
    });
}

awaitable<Response> get_list_timeline(App const& app, Call call) {
    co_return timeline_page(app, call, [&](View const& view, ListReader const& reader, Stretch const& stretch) {
        auto const community = joined_list(view, call.names.front());
        return community ? std::optional{reader.in_community(*community, stretch)} : std::nullopt;
    });
}

awaitable<Response> get_account_statuses(App const& app, Call call) {
    co_return timeline_page(
        app,
        call,
        [&](View const& view, ListReader const& reader, Stretch const& stretch) -> std::optional<Lines> {
            auto const actor = handle_of(call.names.front());
            if (!actor || !is_shown_to(view, *actor)) return std::nullopt;
            if (call.parameters.is_set("pinned")) return pinned_by(view, reader, *actor);
            auto selection = selection_of(call.parameters);
            auto const& wanted = call.parameters.text("tagged");
            auto const tag = tag_of(view, wanted);
            if (!wanted.empty() && !tag) return Lines{};
            if (tag && !wanted.empty()) selection.every_tag.push_back(*tag);
            return reader.by(*actor, selection, stretch);
        }
    );
}

awaitable<Response> get_bookmarks(App const& app, Call call) {
    co_return timeline_page(app, call, [](View const&, ListReader const& reader, Stretch const& stretch) {
        return std::optional{reader.bookmarks(stretch)};
    });
}

awaitable<Response> get_favourites(App const& app, Call call) {
    co_return timeline_page(app, call, [](View const&, ListReader const& reader, Stretch const& stretch) {
        return std::optional{reader.favourites(stretch)};
    });
}

}  // namespace collegium::server::mastodon
