#include "server/read_only.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"

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

bool must_rest(App const& app, Call const& call, Route const& route) {
    return changes(call.request.method) && !is_open(route) && is_read_only(app.node.store);
}

Response read_only_answer(Call const& call) {
    if (is_api_path(call.request.path)) return api_error(503, read_only_words);
    auto body = federation::JsonText::object().text("error", "read-only").text("message", read_only_words).done();
    return Response{503, "application/json; charset=utf-8", std::move(body)};
}

}  // namespace collegium::server
