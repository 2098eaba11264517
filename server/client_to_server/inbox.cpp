#include "federation/messages/vocabulary.hpp"
#include "federation/served/inbox_list.hpp"
#include "server/api_gate.hpp"
#include "server/client_to_server/handlers.hpp"

namespace collegium::server::client_to_server {

namespace documents = federation::documents;

awaitable<Response> get_inbox(App const& app, Call call) {
    auto const before = call.parameters.number("before");
    auto body = app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<std::string> {
        auto const record = tables.actors.get(tx, call.member->actor);
        if (!record || record->username != call.names.front()) return std::nullopt;
        return before ? documents::inbox_page(tx, tables, call.member->actor, storage::Seq{*before})
                      : documents::inbox(tx, tables, call.member->actor);
    });
    if (!body) co_return api_error(403, "This is somebody else's inbox: use the address in your own actor.");
    Response response{200, std::string{federation::vocabulary::activity_json}, *std::move(body)};
    co_return std::move(response).with("Cache-Control", "private, no-store");
}

}  // namespace collegium::server::client_to_server
