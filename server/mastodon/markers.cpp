#include "server/mastodon/markers.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/dates.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using boost::asio::awaitable;
using federation::JsonText;
using storage::Nothing;

namespace {

constexpr std::string_view timelines[] = {"home", "notifications"};

std::string marker_json(storage::MarkerRecord const& marker) {
    return JsonText::object()
        .text("last_read_id", marker.last_read)
        .number("version", marker.version)
        .text("updated_at", api_date(marker.updated))
        .done();
}

// Those of these timelines that the member left.
std::string markers_json(View const& view, std::vector<std::string> const& wanted) {
    auto json = JsonText::object();
    for (auto const name : timelines) {
        if (std::ranges::find(wanted, name) == wanted.end()) continue;
        auto const marker = view.tables.markers.get(view.tx, {view.viewer.member, std::string{name}});
        if (marker) json.raw(name, marker_json(*marker));
    }
    return json.done();
}

struct Read {
    std::string timeline;
    std::string last_read;
};

std::vector<Read> given(Parameters const& parameters) {
    std::vector<Read> all;
    for (auto const name : timelines) {
        auto const& id = parameters.text(std::string{name} + "[last_read_id]");
        if (!id.empty()) all.push_back({std::string{name}, id});
    }
    return all;
}

void put(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle member, std::vector<Read> const& all, Instant now
) {
    for (auto const& each : all) {
        storage::NamedKey const key{member, each.timeline};
        auto marker = tables.markers.get(tx, key).value_or(storage::MarkerRecord{});
        tables.markers.put(tx, key, {each.last_read, marker.version + 1, now});
    }
}

}  // namespace

awaitable<Response> get_markers(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        return markers_json(view, call.parameters.list("timeline"));
    }));
}

awaitable<Response> post_markers(App const& app, Call call) {
    auto const all = given(call.parameters);
    if (!std::ranges::all_of(all, [](Read const& each) { return local_id_of(each.last_read).has_value(); }))
        co_return invalid("last_read_id must be the id of something in that list.");
    auto const now = app.node.clock.now();
    storage::Store::Change<Nothing> change =
        [me = call.member->actor, all, now](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        put(tx, tables, me, all, now);
        return Nothing{};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return api_refused(written.error());
    std::vector<std::string> changed;
    for (auto const& each : all) changed.push_back(each.timeline);
    co_return api_json(look(app, call, [&](View const& view) { return markers_json(view, changed); }));
}

}  // namespace collegium::server::mastodon
