#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/api_gate.hpp"
#include "server/communities/councils.hpp"
#include "server/extension/handlers.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::extension {

namespace timeline = federation::timeline;

using federation::JsonText;
using storage::Edge;
using storage::Handle;
using timeline::ActorView;

namespace {

// "no", "asked" or "joined"; null for those who are no members.
std::string joined_json(storage::ReadTx const& tx, storage::Tables const& tables, Handle community, Call const& call) {
    if (!call.member) return "null";
    auto const follow = tables.following.get(tx, Edge{call.member->actor, community});
    if (!follow) return federation::quoted("no");
    return federation::quoted(follow->state == storage::FollowState::accepted ? "joined" : "asked");
}

std::string community_json(
    storage::ReadTx const& tx, storage::Tables const& tables, ActorView const& community, Call const& call
) {
    return JsonText::object()
        .text("id", std::to_string(static_cast<std::uint64_t>(community.handle)))
        .text("iri", community.iri)
        .text("address", community.address())
        .text("name", community.display)
        .text("summary", community.summary)
        .boolean("local", community.local)
        .raw("joined", joined_json(tx, tables, community.handle, call))
        .done();
}

std::vector<ActorView> communities_for(storage::ReadTx const& tx, storage::Tables const& tables, Call const& call) {
    auto found = timeline::local_communities(tx, tables);
    if (!call.member) {
        communities::leave_out_councils(tx, tables, found);
        return found;
    }
    for (auto& each : timeline::communities_of(tx, tables, call.member->actor))
        if (!each.community.local) found.push_back(std::move(each.community));
    return found;
}

// Strangers need not know what our members heard of.
std::optional<ActorView> find(storage::ReadTx const& tx, storage::Tables const& tables, Call const& call) {
    auto const& digits = call.names.front();
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    auto community = timeline::find_actor(tx, tables, Handle{number});
    bool const shown = community && community->community && (community->local || call.member);
    return shown ? community : std::nullopt;
}

}  // namespace

awaitable<Response> get_communities(App const& app, Call call) {
    auto body = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto list = JsonText::list();
        for (auto const& each : communities_for(tx, tables, call))
            list.raw_item(community_json(tx, tables, each, call));
        return list.done();
    });
    co_return api_json(std::move(body));
}

awaitable<Response> get_community(App const& app, Call call) {
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const community = find(tx, tables, call);
        if (!community) return api_error(404, "Record not found");
        return api_json(community_json(tx, tables, *community, call));
    });
}

}  // namespace collegium::server::extension
