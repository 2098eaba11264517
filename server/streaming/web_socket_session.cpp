#include "server/streaming/web_socket_session.hpp"

#include "config/breakdown.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/streaming/credentials.hpp"
#include "server/streaming/listener_session.hpp"
#include "server/streaming/web_socket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

namespace collegium::server::streaming {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::hours whole_life{24 * 30};  // the protocol has time limits of its own

std::string as_message(Addressed const& each, std::vector<std::string> const& stream) {
    return federation::JsonText::object()
        .texts("stream", stream)
        .text("event", each.message.event)
        .text("payload", each.message.payload)
        .done();
}

std::string as_error(std::string_view words) {
    return federation::JsonText::object().text("error", words).number("status", 400).done();
}

// One connection, both directions: what the client says is read beside what it is told.
class Talk : public std::enable_shared_from_this<Talk> {
public:
    Talk(std::shared_ptr<ListenerSession> session, Request request)
        : session_{std::move(session)}, request_{std::move(request)} {}

    asio::awaitable<void> run(Wire& wire) {
        auto const executor = co_await asio::this_coro::executor;
        wire.rest(true);
        wire.deadline(whole_life);
        WebSocket socket{wire, executor};
        bool const open = co_await socket.accept(request_);
        if (!open) co_return;
        auto done = [](std::exception_ptr broken) { log_breakdown("a live stream", broken); };
        asio::co_spawn(executor, listen(socket), std::move(done));
        // Whatever breaks: the reader still holds the socket.
        std::exception_ptr broken;
        try {
            co_await tell(socket);
        } catch (...) {
            broken = std::current_exception();
        }
        wire.close();
        while (!deaf_) co_await session_->wait();
        if (broken) std::rethrow_exception(broken);
    }

private:
    asio::awaitable<void> listen(WebSocket& socket) {
        auto const alive = shared_from_this();
        for (bool open = true; open;) {
            auto const message = co_await socket.read();
            open = message.has_value();
            if (open) answer(*message);
        }
        deaf_ = true;
        session_->wake();
    }

    // {"type":"subscribe","stream":"hashtag","tag":"maths"}. What cannot be read is said, and the connection stays.
    void answer(std::string const& message) {
        auto const json = federation::Json::read_object(message, federation::incoming_json);
        if (!json) return fail("This message cannot be read: send one JSON object.");
        auto const& root = json->root();
        auto const type = federation::text_member(root, "type");
        auto const subscription = subscription_named(
            federation::text_member(root, "stream"),
            std::string{federation::text_member(root, "tag")},
            std::string{federation::text_member(root, "list")}
        );
        if (!subscription) return fail("There is no such stream.");
        if (type == "unsubscribe") return session_->unsubscribe(*subscription);
        if (type != "subscribe") return fail("Say subscribe or unsubscribe.");
        if (auto const welcome = session_->subscribe(*subscription); !welcome)
            fail(meaning_of(welcome.error().reason()).words);
    }

    void fail(std::string_view words) {
        if (problems_.size() < 16) problems_.push_back(as_error(words));
        session_->wake();
    }

    asio::awaitable<void> tell(WebSocket& socket) {
        while (!deaf_) {
            co_await session_->wait();
            if (!session_->is_welcome()) {
                co_await socket.close();
                co_return;
            }
            auto messages = std::exchange(problems_, {});
            for (auto const& each : session_->take())
                for (auto const& stream : each.streams) messages.push_back(as_message(each, stream));
            for (auto const& message : messages) {
                bool const written = co_await socket.write(message);
                if (!written) co_return;
            }
        }
    }

    std::shared_ptr<ListenerSession> session_;
    Request request_;
    std::vector<std::string> problems_;
    bool deaf_ = false;  // the client says nothing more
};

}  // namespace

asio::awaitable<Response> get_streaming(App const& app, Call call) {
    if (!WebSocket::is_asked_for(call.request))
        co_return api_error(400, "Ask for a WebSocket here, or name a stream in the address.");
    auto const token = token_of(call);
    if (!token.empty() && !app.tokens.bearer_of(token)) co_return api_error(401, "The access token is invalid");
    auto const executor = co_await asio::this_coro::executor;
    auto session = std::make_shared<ListenerSession>(app, token, executor);
    if (call.parameters.has("stream")) {
        auto const& parameters = call.parameters;
        auto subscription =
            subscription_named(parameters.text("stream"), parameters.text("tag"), parameters.text("list"));
        if (!subscription) co_return api_refused(subscription.error());
        auto const welcome = session->subscribe(*std::move(subscription));
        if (!welcome) co_return api_refused(welcome.error());
    }
    auto talk = std::make_shared<Talk>(std::move(session), std::move(call.request));
    Response response{101};
    response.then([talk](Wire& wire) -> asio::awaitable<void> { return talk->run(wire); });
    co_return response;
}

}  // namespace collegium::server::streaming
