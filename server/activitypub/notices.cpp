// The inbox for notices of services outside (COAR Notify over LDN; wire reference 8.1).
#include "config/log.hpp"
#include "federation/notify/arriving.hpp"
#include "federation/notify/notice_text.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/api_gate.hpp"

namespace collegium::server::activitypub {

namespace notify = federation::notify;

namespace {

// Programs that send notices disagree about their type.
bool is_notice_type(std::string_view type) {
    auto const media = type.substr(0, type.find(';'));
    return media == "application/ld+json" || media == "application/json" || media == "application/activity+json";
}

Response refused(Call const& call, Refusal refusal) {
    log::info(
        "refused a notice",
        {{"reason", meaning_of(refusal.reason()).name}, {"detail", refusal.detail()}, {"from", call.client}}
    );
    return Response::refused(refusal);
}

bool has_services(App const& app) {
    return app.node.store.read([](auto const& tx, auto const& tables) {
        return tables.services.last_key(tx).has_value();
    });
}

}  // namespace

awaitable<Response> post_notice(App const& app, Call call) {
    if (!is_notice_type(call.request.field("content-type")))
        co_return refused(call, {Reason::wrong_type, "not a notice in JSON"});
    notify::Arrival arrival;
    arrival.token = bearer_token(call.request).value_or(std::string_view{});
    arrival.address = call.client;
    arrival.body = std::move(call.request.body);
    auto const taken = co_await notify::take_notice(app.node, std::move(arrival));
    if (!taken) co_return refused(call, taken.error());
    co_return Response{202};
}

Response with_inbox_for_notices(App const& app, Response response) {
    if (!has_services(app)) return response;
    auto const inbox = notify::inbox_at(app.node.settings.origin());
    response.with("Link", "<" + inbox + ">; rel=\"http://www.w3.org/ns/ldp#inbox\"");
    return response;
}

}  // namespace collegium::server::activitypub
