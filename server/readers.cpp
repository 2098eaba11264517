#include "server/readers.hpp"

#include "federation/signing/verify.hpp"
#include "server/api_gate.hpp"
#include "server/dispatch.hpp"
#include "storage/names.hpp"

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

storage::Handle host_of(App const& app, std::string const& actor) {
    auto const iri = Iri::parse(actor);
    if (!iri) return storage::Handle{0};
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, iri->origin()).value_or(storage::Handle{0});
    });
}

}  // namespace

bool is_for_programs(Call const& call, Route const& route) {
    return route.door == Door::document ||
           ((route.door == Door::both || route.door == Door::actor) && call.wants_activity());
}

std::optional<Response> recognise_reader(App const& app, Call& call) {
    call.member.reset();
    if (!recognise_bearer(app, call)) return invalid_token();
    if (call.bearer && !call.bearer->may("read")) call.member.reset();
    return std::nullopt;
}

Response for_this_member(Call const& call, Response response) {
    if (!call.bearer) return response;
    response.vary_on("Authorization");
    return std::move(response).with("Cache-Control", "private, no-store");
}

bool depends_on_reader(App const& app, Call const& call, Route const& route) {
    bool const is_signed = !call.request.field("signature").empty();
    bool const is_member = call.bearer && call.member;
    if (is_member || (!is_signed && !app.node.settings.federation.secure_fetch)) return false;
    return is_for_programs(call, route);
}

asio::awaitable<Response> answer_reader(App const& app, Call call, Route const& route) {
    auto fetch = fetch_of(call.request);
    auto const reader = co_await federation::verify_fetch(app.node, std::move(fetch));
    bool const secure = app.node.settings.federation.secure_fetch;
    if (reader) call.reader = host_of(app, *reader);
    call.sees_all = reader.has_value() || !secure;
    if (!call.sees_all && route.door != Door::actor) co_return for_this_reader(turned_away(app, call, reader.error()));
    auto response = co_await route.handle(app, std::move(call));
    co_return for_this_reader(std::move(response));
}

}  // namespace collegium::server
