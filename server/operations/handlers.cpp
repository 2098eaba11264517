#include "server/operations/handlers.hpp"

#include "crypto/bytes.hpp"
#include "federation/messages/json_text.hpp"
#include "server/dispatch.hpp"
#include "server/operations/surroundings.hpp"
#include "server/operations/watch.hpp"

namespace collegium::server::operations {

using boost::asio::awaitable;

namespace {

bool can_be_read(storage::Store const& store) {
    try {
        static_cast<void>(store.read([](auto const& tx, auto const& tables) { return tables.node.get(tx, "domain"); }));
        return true;
    } catch (storage::StorageError const&) {
        return false;
    }
}

// Behind a proxy everybody has the proxy's address.
bool is_from_this_computer(Request const& request) {
    bool const loopback = request.peer == "127.0.0.1" || request.peer == "::1";
    auto const is_forwarded = [&](std::string_view name) { return !request.field(name).empty(); };
    return loopback && !is_forwarded("x-forwarded-for") && !is_forwarded("forwarded") && !is_forwarded("via");
}

bool brings(Request const& request, std::string const& token) {
    constexpr std::string_view bearer = "Bearer ";
    auto given = request.field("authorization");
    if (token.empty() || !given.starts_with(bearer)) return false;
    given.remove_prefix(bearer.size());
    return crypto::equal_in_constant_time(crypto::bytes_of(given), crypto::bytes_of(token));
}

// Reads folders and a snapshot: on a worker.
Levels levels_now(App const& app, std::chrono::milliseconds worker_wait) {
    Levels levels;
    auto const around = surroundings_of(app, worker_wait);
    levels.readings = health::take_readings(around);
    levels.checks = health::judge(levels.readings);
    levels.disk_floor = app.watch->room.floor();
    levels.commits = app.node.store.commits();
    levels.writer_answers = app.watch->pulse.answers();
    levels.certificate_end = around.certificate_end;
    return levels;
}

Response plain(unsigned status, std::string type, std::string body) {
    Response response{status, std::move(type), std::move(body)};
    response.with("Cache-Control", "no-store");
    return response;
}

}  // namespace

awaitable<Response> get_healthz(App const&, Call) {
    co_return plain(200, "text/plain; charset=utf-8", "alive\n");
}

awaitable<Response> get_readyz(App const& app, Call) {
    bool const store = can_be_read(app.node.store);
    bool const writer = app.watch == nullptr || app.watch->pulse.answers();
    bool const disk = app.watch == nullptr || !app.watch->room.is_low();
    bool const ready = store && writer && disk;
    auto body = federation::JsonText::object();
    body.boolean("ready", ready).boolean("store", store).boolean("writer", writer).boolean("disk", disk);
    co_return plain(ready ? 200 : 503, "application/json; charset=utf-8", body.done());
}

awaitable<Response> get_metrics(App const& app, Call call) {
    bool const may =
        app.watch != nullptr && (is_from_this_computer(call.request) || brings(call.request, app.watch->metrics_token));
    if (!may) co_return refuse(app, call, {Reason::not_found, "the numbers are for those who watch over this node"});
    auto const asked = std::chrono::steady_clock::now();
    std::string text;
    auto work = [&app, &text, asked] {
        auto const waited = std::chrono::steady_clock::now() - asked;
        auto const levels = levels_now(app, std::chrono::duration_cast<std::chrono::milliseconds>(waited));
        text = app.watch->telemetry.text(levels);
    };
    co_await app.node.workers.run(std::move(work));
    co_return plain(200, "text/plain; version=0.0.4; charset=utf-8", std::move(text));
}

}  // namespace collegium::server::operations
