#include "server/readers.hpp"

#include "federation/signing/verify.hpp"
#include "server/dispatch.hpp"

namespace collegium::server {

namespace asio = boost::asio;

namespace {

federation::SignedFetch fetch_of(Request const& request) {
    federation::SignedFetch fetch;
    fetch.method = to_string(request.method);
    fetch.target = request.target;
    fetch.fields = request.fields;
    return fetch;
}

Response turned_away(App const& app, Call const& call, Refusal refusal) {
    auto response = refuse(app, call, refusal);
    if (response.status() == 401) response.with("Accept-Signature", R"(sig1=("@method" "@target-uri");created;keyid)");
    return response;
}

// A cache between us must not give one reader what is for another.
Response for_this_reader(Response response) {
    response.vary_on("Signature");
    if (response.field("cache-control").empty()) response.with("Cache-Control", "private");
    return response;
}

}  // namespace

bool depends_on_reader(App const& app, Call const& call, Route const& route) {
    if (!app.node.settings.federation.secure_fetch) return false;
    return route.door == Door::document ||
           ((route.door == Door::both || route.door == Door::actor) && call.wants_activity());
}

asio::awaitable<Response> answer_reader(App const& app, Call call, Route const& route) {
    auto fetch = fetch_of(call.request);
    auto const reader = co_await federation::verify_fetch(app.node, std::move(fetch));
    call.sees_all = reader.has_value();
    if (!reader && route.door != Door::actor) co_return for_this_reader(turned_away(app, call, reader.error()));
    auto response = co_await route.handle(app, std::move(call));
    co_return for_this_reader(std::move(response));
}

}  // namespace collegium::server
