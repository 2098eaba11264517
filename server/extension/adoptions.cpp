#include "federation/adoption/reading.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/extension/handlers.hpp"
#include "server/extension/thing_entity.hpp"

namespace collegium::server::extension {

using federation::JsonText;
using federation::adoption::RollUp;

namespace {

void add_sum(JsonText& json, RollUp const& sum) {
    json.number("adopted", sum.adopted)
        .number("followed_up", sum.followed_up)
        .number("better", sum.better)
        .number("same", sum.same)
        .number("worse", sum.worse)
        .number("lapsed", sum.lapsed);
}

std::string json_of(federation::adoption::GuideRollUp const& found) {
    auto versions = JsonText::list();
    for (auto const& each : found.versions) {
        auto line = JsonText::object();
        line.text("version", each.version);
        add_sum(line, each.sum);
        versions.raw_item(line.done());
    }
    auto json = JsonText::object();
    add_sum(json, found.all);
    return json.raw("versions", versions.done()).done();
}

}  // namespace

awaitable<Response> get_adoptions(App const& app, Call call) {
    auto const thing = find_thing(app, call);
    if (!thing || thing->kind != storage::ObjectKind::guide) co_return api_error(404, "Record not found");
    auto const now = app.node.clock.now();
    auto const found = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::adoption::roll_up_of(tx, tables, thing->handle, now);
    });
    co_return api_json(json_of(found));
}

}  // namespace collegium::server::extension
