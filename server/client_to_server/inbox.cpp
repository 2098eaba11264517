#include "federation/messages/vocabulary.hpp"
#include "federation/served/inbox_list.hpp"
#include "server/api_gate.hpp"
#include "server/client_to_server/handlers.hpp"
#include "server/client_to_server/personal_block.hpp"

namespace collegium::server::client_to_server {

namespace documents = federation::documents;

namespace {

bool is_own(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.actors.get(tx, call.member->actor);
        return record && record->username == call.names.front();
    });
}

Response own_document(std::string body) {
    Response response{200, std::string{federation::vocabulary::activity_json}, std::move(body)};
    return std::move(response).with("Cache-Control", "private, no-store");
}

}  // namespace

awaitable<Response> get_inbox(App const& app, Call call) {
    if (!is_own(app, call))
        co_return api_error(403, "This is somebody else's inbox: use the address in your own actor.");
    auto const before = call.parameters.number("before");
    auto body = app.node.store.read([&](auto const& tx, auto const& tables) {
        return before ? documents::inbox_page(tx, tables, call.member->actor, storage::Seq{*before})
                      : documents::inbox(tx, tables, call.member->actor);
    });
    co_return own_document(std::move(body));
}

awaitable<Response> get_block(App const& app, Call call) {
    if (!is_own(app, call)) co_return api_error(403, "This is somebody else's: nobody reads it but they.");
    auto body = app.node.store.read([&](auto const& tx, auto const& tables) {
        return personal_block(tx, tables, call.member->actor, call.names.back());
    });
    if (!body) co_return api_error(404, body.error().detail());
    co_return own_document(*std::move(body));
}

}  // namespace collegium::server::client_to_server
