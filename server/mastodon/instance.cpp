#include "server/mastodon/instance.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/instance_entity.hpp"

namespace collegium::server::mastodon {

awaitable<Response> get_instance_v1(App const& app, Call call) {
    co_return api_json(look(app, call, instance_v1_json));
}

awaitable<Response> get_instance_v2(App const& app, Call call) {
    co_return api_json(look(app, call, instance_v2_json));
}

awaitable<Response> get_rules(App const& app, Call) {
    co_return api_json(rules_json(app));
}

awaitable<Response> get_extended_description(App const& app, Call) {
    auto text = federation::JsonText::object();
    text.text("updated_at", api_date(app.node.clock.now())).text("content", "");
    co_return api_json(text.done());
}

awaitable<Response> get_empty_list(App const&, Call) {
    co_return api_json("[]");
}

awaitable<Response> get_none(App const&, Call) {
    co_return api_error(404, "Record not found");
}

}  // namespace collegium::server::mastodon
