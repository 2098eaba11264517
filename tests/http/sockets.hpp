// Real sockets on 127.0.0.1 for the tests: clients and servers that say exactly what they are told. Everything blocks,
// for ten seconds at most.
#pragma once

#include "server/http/listener.hpp"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

struct ssl_st;
struct ssl_ctx_st;

namespace collegium::tests {

// A file descriptor of a TCP connection, closed at the end.
class Socket {
public:
    explicit Socket(int fd) : fd_{fd} {}
    ~Socket();
    Socket(Socket const&) = delete;
    Socket& operator=(Socket const&) = delete;

    static int connect(std::uint16_t port);               // to 127.0.0.1
    static int connect_as_neighbour(std::uint16_t port);  // likewise, but from 127.0.0.2
    static int listen();                                  // on 127.0.0.1, on a port of the kernel's choice

    int fd() const noexcept { return fd_; }
    std::uint16_t port() const;
    void connect_to(std::uint16_t port);
    void send(std::string_view bytes);
    void finish_sending();
    std::string receive_all();                  // until the peer closes
    std::string receive(std::size_t at_least);  // or until the peer closes
    bool wait_for_close();                      // true if the peer closed, false after ten seconds

private:
    int fd_;
};

// TLS over such a socket, from either end.
class TlsSocket {
public:
    TlsSocket(int fd, ssl_ctx_st* context);
    ~TlsSocket();
    TlsSocket(TlsSocket const&) = delete;
    TlsSocket& operator=(TlsSocket const&) = delete;

    bool connect();
    bool accept();
    bool send(std::string_view bytes);
    void say_goodbye();
    std::string receive();          // what comes next; empty at the end
    std::string receive_message();  // a head and what its Content-Length announces; empty at the end
    ssl_st* handle() noexcept { return ssl_; }

private:
    Socket socket_;
    ssl_st* ssl_;
};

using TlsContext = std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)>;
TlsContext client_context(std::filesystem::path const& authority);

// Accepts connections one after the other and lets the script talk.
class ScriptedServer {
public:
    using Script = std::function<void(TlsSocket&, int number)>;  // number: 1 for the first connection

    ScriptedServer(server::TlsFiles const& files, Script script);
    ~ScriptedServer();

    std::uint16_t port() const { return listening_.port(); }
    int connections() const noexcept { return connections_; }  // accepted, with or without a handshake

private:
    void accept_all();
    void set_current(int fd);

    TlsContext context_;
    Script script_;
    Socket listening_;
    std::atomic<int> connections_ = 0;
    std::mutex mutex_;
    int current_ = -1;
    std::thread thread_;
};

// A context with a thread of its own.
class IoThread {
public:
    IoThread();
    ~IoThread();

    boost::asio::any_io_executor executor() { return context_.get_executor(); }
    std::thread::id id() const { return thread_.get_id(); }
    void stop();

private:
    boost::asio::io_context context_{1};
    std::thread thread_;
};

}  // namespace collegium::tests
