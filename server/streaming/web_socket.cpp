#include "server/streaming/web_socket.hpp"

#include "config/ascii.hpp"
#include "server/http/syntax.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace collegium::server::streaming {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

using boost::system::error_code;

namespace {

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds patience{30};       // for the answer to a greeting, and to a farewell
constexpr std::chrono::seconds most_silence{120};  // half of it without a word is asked about with a ping
constexpr std::size_t write_buffer = 1024;

// A wire as Beast wants its streams. Its operations are coroutines of ours, run for the handler that Beast brings.
class WireStream {
public:
    using executor_type = asio::any_io_executor;

    WireStream(Wire& wire, asio::any_io_executor executor) : wire_{&wire}, executor_{std::move(executor)} {}

    executor_type get_executor() const noexcept { return executor_; }

    template <class Buffers, class Token>
    auto async_read_some(Buffers const& buffers, Token&& token) {
        auto const start = [this](auto handler, asio::mutable_buffer buffer) {
            run(read(*wire_, buffer), std::move(handler));
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            start, token, first<asio::mutable_buffer>(buffers)
        );
    }

    template <class Buffers, class Token>
    auto async_write_some(Buffers const& buffers, Token&& token) {
        auto const start = [this](auto handler, asio::const_buffer buffer) {
            run(write(*wire_, buffer), std::move(handler));
        };
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            start, token, first<asio::const_buffer>(buffers)
        );
    }

    // What Beast calls to end the connection.
    friend void beast_close_socket(WireStream& stream) { stream.wire_->close(); }
    friend void teardown(beast::role_type, WireStream& stream, error_code& problem) {
        stream.wire_->close();
        problem = {};
    }
    template <class Handler>
    friend void async_teardown(beast::role_type, WireStream& stream, Handler&& handler) {
        stream.wire_->close();
        asio::post(stream.executor_, beast::bind_front_handler(std::forward<Handler>(handler), error_code{}));
    }

private:
    template <class Buffer, class Buffers>
    static Buffer first(Buffers const& buffers) {
        auto const end = asio::buffer_sequence_end(buffers);
        for (auto each = asio::buffer_sequence_begin(buffers); each != end; ++each)
            if (Buffer{*each}.size() > 0) return *each;
        return {};
    }

    static asio::awaitable<std::size_t> read(Wire& wire, asio::mutable_buffer into) {
        auto const size = co_await wire.read(into);
        co_return size;
    }

    static asio::awaitable<std::size_t> write(Wire& wire, asio::const_buffer from) {
        bool const written = co_await wire.write(from);
        co_return written ? from.size() : 0;
    }

    template <class Handler>
    void run(asio::awaitable<std::size_t> work, Handler handler) {
        auto done = [handler = std::move(handler)](std::exception_ptr broken, std::size_t size) mutable {
            bool const ended = broken != nullptr || size == 0;
            auto const problem = ended ? error_code{asio::error::eof} : error_code{};
            std::move(handler)(problem, ended ? 0 : size);
        };
        asio::co_spawn(executor_, std::move(work), std::move(done));
    }

    Wire* wire_;
    asio::any_io_executor executor_;
};

// Only what the handshake is about: the rest of the head was checked when it came.
websocket::request_type handshake_of(Request const& request) {
    websocket::request_type handshake{beast::http::verb::get, request.target, 11};
    for (std::string_view const name :
         {"Host", "Connection", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol"}) {
        auto const value = request.field(name);
        if (!value.empty())
            handshake.set(boost::string_view{name.data(), name.size()}, boost::string_view{value.data(), value.size()});
    }
    return handshake;
}

}  // namespace

struct WebSocket::Inside {
    Inside(Wire& wire, asio::any_io_executor executor) : stream{wire, std::move(executor)} {}

    websocket::stream<WireStream, false> stream;
    beast::flat_buffer incoming;
};

WebSocket::WebSocket(Wire& wire, asio::any_io_executor executor)
    : inside_{std::make_unique<Inside>(wire, std::move(executor))} {
    auto& stream = inside_->stream;
    stream.set_option(websocket::stream_base::timeout{patience, most_silence, true});
    stream.read_message_max(most_bytes);
    stream.write_buffer_bytes(write_buffer);
    stream.text(true);
}

WebSocket::~WebSocket() = default;

bool WebSocket::is_asked_for(Request const& request) {
    return ascii::equal_ignoring_case(request.field("upgrade"), "websocket");
}

asio::awaitable<bool> WebSocket::accept(Request const& request) {
    std::string const protocol{request.field("sec-websocket-protocol")};
    auto const name_protocol = [protocol](websocket::response_type& response) {
        response.erase(beast::http::field::server);
        if (syntax::is_token(protocol)) response.set(beast::http::field::sec_websocket_protocol, protocol);
    };
    inside_->stream.set_option(websocket::stream_base::decorator{name_protocol});
    auto const handshake = handshake_of(request);
    auto const [problem] = co_await inside_->stream.async_accept(handshake, outcome);
    co_return !problem;
}

asio::awaitable<std::optional<std::string>> WebSocket::read() {
    auto& incoming = inside_->incoming;
    auto const [problem, size] = co_await inside_->stream.async_read(incoming, outcome);
    if (problem) co_return std::nullopt;
    std::string message{static_cast<char const*>(incoming.data().data()), size};
    incoming.clear();
    co_return message;
}

asio::awaitable<bool> WebSocket::write(std::string_view message) {
    auto const [problem, size] = co_await inside_->stream.async_write(asio::buffer(message), outcome);
    co_return !problem;
}

asio::awaitable<void> WebSocket::close() {
    co_await inside_->stream.async_close(websocket::close_code::policy_error, outcome);
}

}  // namespace collegium::server::streaming
