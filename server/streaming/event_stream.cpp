#include "server/streaming/event_stream.hpp"

#include "server/api_gate.hpp"
#include "server/http/wire.hpp"
#include "server/streaming/credentials.hpp"
#include "server/streaming/listener_session.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace collegium::server::streaming {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr auto between_beats = 15s;
constexpr auto write_time = 30s;

// A comment, without an empty line after it: Mastodon.py takes that line for an event without a name (clients 2c).
constexpr std::string_view beat = ":thump\n";

std::string as_event(Message const& message) {
    std::string text = "event: ";
    text.append(message.event).append("\ndata: ").append(message.payload).append("\n\n");
    return text;
}

asio::awaitable<bool> write(Wire& wire, std::string_view text) {
    wire.deadline(write_time);
    bool const written = co_await wire.write(asio::buffer(text));
    wire.deadline(between_beats + write_time);
    co_return written;
}

asio::awaitable<void> send_events(Wire& wire, ListenerSession& session) {
    wire.rest(true);  // whoever stops the server may close it at any time
    bool open = co_await write(wire, beat);
    for (auto last = std::chrono::steady_clock::now(); open;) {
        co_await session.wait();
        if (!session.is_welcome()) co_return;
        std::string text;
        for (auto const& each : session.take()) text += as_event(each.message);
        auto const now = std::chrono::steady_clock::now();
        if (text.empty() && now - last >= between_beats) text = beat;
        if (text.empty()) continue;
        last = now;
        open = co_await write(wire, text);
    }
}

// "public/local" => "public:local".
std::string stream_name(std::string_view path) {
    constexpr std::string_view base = "/api/v1/streaming/";
    std::string name{path.substr(base.size())};
    if (name.ends_with('/')) name.pop_back();
    std::ranges::replace(name, '/', ':');
    return name;
}

}  // namespace

asio::awaitable<Response> get_health(App const&, Call) {
    Response response{200, "text/plain; charset=utf-8", "OK"};
    response.with("Cache-Control", "private, no-store");
    co_return response;
}

asio::awaitable<Response> get_event_stream(App const& app, Call call) {
    auto subscription =
        subscription_named(stream_name(call.request.path), call.parameters.text("tag"), call.parameters.text("list"));
    if (!subscription) co_return api_refused(subscription.error());
    auto const token = token_of(call);
    if (!token.empty() && !app.tokens.bearer_of(token)) co_return api_error(401, "The access token is invalid");
    auto const executor = co_await asio::this_coro::executor;
    auto session = std::make_shared<ListenerSession>(app, token, executor);
    if (auto const welcome = session->subscribe(*std::move(subscription)); !welcome)
        co_return api_refused(welcome.error());
    Response response{200, "text/event-stream", ""};
    response.with("Cache-Control", "private, no-store").with("X-Accel-Buffering", "no");
    response.then([session](Wire& wire) -> asio::awaitable<void> { return send_events(wire, *session); });
    co_return response;
}

}  // namespace collegium::server::streaming
