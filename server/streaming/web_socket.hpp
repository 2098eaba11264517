// WebSocket: messages both ways over a wire (RFC 6455). Beast behind a plain interface: only web_socket.cpp sees it.
#pragma once

#include "server/http/message.hpp"
#include "server/http/wire.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <optional>
#include <string>

namespace collegium::server::streaming {

class WebSocket {
public:
    static constexpr std::size_t most_bytes = 4096;  // of a message to us: a name and a tag

    // True if the request asks for one.
    static bool is_asked_for(Request const& request);

    WebSocket(Wire& wire, boost::asio::any_io_executor executor);
    ~WebSocket();
    WebSocket(WebSocket const&) = delete;
    WebSocket& operator=(WebSocket const&) = delete;

    // Answers the request; names the protocol that it offered, as clients insist on. False: it was no such request, or
    // the peer is gone.
    boost::asio::awaitable<bool> accept(Request const& request);

    // The next message; nothing when the other side has closed, broke the protocol, or was silent for too long.
    boost::asio::awaitable<std::optional<std::string>> read();

    // One at a time.
    boost::asio::awaitable<bool> write(std::string_view message);

    boost::asio::awaitable<void> close();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server::streaming
