#include "server/read_only.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/operations/watch.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

constexpr char const* register_name = "read-only";

bool changes(Method method) noexcept {
    return method != Method::get && method != Method::head && method != Method::options;
}

// Addresses of which nothing is left but who is signed in. Nobody becomes a member by them.
bool is_open(Route const& route) noexcept {
    constexpr std::string_view open[] = {
        "/sign-in",
        "/sign-in/code",
        "/sign-in/again",
        "/sign-out",
        "/settings/sign-ins/end",
        "/settings/sign-ins/end-others",
        "/settings/programs",
        "/oauth/token",
        "/oauth/revoke"};
    return std::ranges::find(open, route.pattern) != std::end(open);
}

}  // namespace

bool is_read_only(storage::Store const& store) {
    return store.read([](auto const& tx, auto const& tables) { return tables.node.contains(tx, register_name); });
}

void set_read_only(storage::WriteTx& tx, storage::Tables& tables, bool on) {
    if (on)
        tables.node.put(tx, register_name, "on");
    else
        tables.node.erase(tx, register_name);
}

Rest why_rest(App const& app, Call const& call, Route const& route) {
    if (!changes(call.request.method) || is_open(route)) return Rest::none;
    if (is_read_only(app.node.store)) return Rest::read_only;
    return app.watch != nullptr && app.watch->room.is_low() ? Rest::disk : Rest::none;
}

Response rest_answer(Call const& call, Rest why) {
    auto const words = why == Rest::disk ? disk_words : read_only_words;
    if (is_api_path(call.request.path)) return api_error(503, words);
    auto const name = why == Rest::disk ? std::string_view{"disk-floor"} : std::string_view{"read-only"};
    auto body = federation::JsonText::object().text("error", name).text("message", words).done();
    return Response{503, "application/json; charset=utf-8", std::move(body)};
}

}  // namespace collegium::server
