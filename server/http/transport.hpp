// Transports: wires with a socket below, and the ways to make one. The only names by which listener and dialer know
// TCP and TLS. A transport is used by one coroutine, on the executor of its socket.
#pragma once

#include "config/clock.hpp"
#include "server/http/wire.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace collegium::server {

class Transport : public Wire {
public:
    // A client's first step: the connection. False: nobody there, or the deadline passed.
    virtual boost::asio::awaitable<bool> connect(boost::asio::ip::tcp::endpoint endpoint) = 0;

    // After the connection to a proxy: asks it to connect us with `target`, as in "node.example:443" (RFC 9110, 9.3.6).
    // False: it does not, or not within 8 KiB of words. Only before a handshake,
    // and only what speaks TLS can do it.
    virtual boost::asio::awaitable<bool> ask_proxy(std::string const& /*target*/) { co_return false; }

    // The handshake of TLS; nothing to do for TCP. False: no read or write may follow.
    virtual boost::asio::awaitable<bool> shake_hands() = 0;

    // Says that nothing more will be sent (close_notify, FIN), so that the peer need not guess.
    virtual boost::asio::awaitable<void> say_goodbye() = 0;

    // After a handshake: until when the peer's certificate is good, and what is wrong with it (nothing for TCP).
    virtual std::optional<Instant> certificate_end() const { return std::nullopt; }
    virtual std::string certificate_problem() const { return {}; }

    // True if the peer has neither closed nor said anything that we did not ask for.
    virtual bool is_quiet() = 0;
};

std::unique_ptr<Transport> make_tcp_wire(boost::asio::ip::tcp::socket socket);

// Our certificate, which can be read again while connections live. TLS 1.2 with AEAD suites or 1.3, ALPN "http/1.1",
// tickets for resumption; safe to share by threads.
class TlsServer {
public:
    // PEM files. Throws std::system_error with the file named.
    TlsServer(std::filesystem::path const& certificate_chain, std::filesystem::path const& key);
    ~TlsServer();

    std::unique_ptr<Transport> make_wire(boost::asio::ip::tcp::socket socket) const;

    // Reads both files again: connections from now on get what stands there. Throws as the constructor does, and then
    // the old certificate stays. From any thread.
    void read_again();

    // Until when the certificate is good.
    Instant certificate_end() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Whom we believe: the system's authorities and perhaps one more, or only the given one.
class TlsClient {
public:
    // authority: the only one. beside: believed beside the system's; empty: none. PEM files. Throws std::system_error
    // with the file named.
    explicit TlsClient(std::optional<std::filesystem::path> const& authority, std::filesystem::path const& beside = {});
    ~TlsClient();

    // The handshake fails unless the peer proves that it is `name`.
    std::unique_ptr<Transport> make_wire(boost::asio::any_io_executor executor, std::string const& name) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server
