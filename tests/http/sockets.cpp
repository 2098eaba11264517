#include "tests/http/sockets.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace collegium::tests {

namespace {

void must(bool worked, char const* what) {
    if (!worked) throw std::runtime_error{what};
}

constexpr in_addr_t neighbour = INADDR_LOOPBACK + 1;

sockaddr_in loopback(std::uint16_t port, in_addr_t host = INADDR_LOOPBACK) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return address;
}

void limit_waiting(int fd) {
    timeval const patience{10, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    int const on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

Socket::~Socket() {
    if (fd_ >= 0) ::close(fd_);
}

int Socket::connect(std::uint16_t port) {
    Socket socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    socket.connect_to(port);
    return std::exchange(socket.fd_, -1);
}

int Socket::connect_as_neighbour(std::uint16_t port) {
    Socket socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    auto const own = loopback(0, neighbour);
    must(::bind(socket.fd_, reinterpret_cast<sockaddr const*>(&own), sizeof own) == 0, "bind");
    socket.connect_to(port);
    return std::exchange(socket.fd_, -1);
}

void Socket::connect_to(std::uint16_t port) {
    limit_waiting(fd_);
    auto const address = loopback(port);
    must(::connect(fd_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0, "connect");
}

int Socket::listen() {
    int const fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(0);
    must(::bind(fd, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0, "bind");
    must(::listen(fd, 64) == 0, "listen");
    return fd;
}

std::uint16_t Socket::port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

void Socket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Socket::finish_sending() {
    ::shutdown(fd_, SHUT_WR);
}

std::string Socket::receive_all() {
    return receive(SIZE_MAX);
}

std::string Socket::receive(std::size_t at_least) {
    std::string bytes;
    char buffer[65536];
    while (bytes.size() < at_least) {
        auto const got = ::recv(fd_, buffer, sizeof buffer, 0);
        if (got <= 0) break;
        bytes.append(buffer, static_cast<std::size_t>(got));
    }
    return bytes;
}

bool Socket::wait_for_close() {
    char buffer[65536];
    for (;;) {
        auto const got = ::recv(fd_, buffer, sizeof buffer, 0);
        if (got == 0) return true;
        if (got < 0) return errno == ECONNRESET;
    }
}

TlsContext client_context(std::filesystem::path const& authority) {
    TlsContext context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
    SSL_CTX_load_verify_file(context.get(), authority.c_str());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    return context;
}

TlsSocket::TlsSocket(int fd, ssl_ctx_st* context) : socket_{fd}, ssl_{SSL_new(context)} {
    SSL_set_fd(ssl_, fd);
}

TlsSocket::~TlsSocket() {
    SSL_shutdown(ssl_);
    SSL_free(ssl_);
}

bool TlsSocket::connect() {
    return SSL_connect(ssl_) == 1;
}

bool TlsSocket::accept() {
    return SSL_accept(ssl_) == 1;
}

bool TlsSocket::send(std::string_view bytes) {
    return bytes.empty() || SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

void TlsSocket::say_goodbye() {
    SSL_shutdown(ssl_);
}

std::string TlsSocket::receive() {
    char buffer[16384];
    auto const got = SSL_read(ssl_, buffer, sizeof buffer);
    return got > 0 ? std::string{buffer, static_cast<std::size_t>(got)} : std::string{};
}

std::string TlsSocket::receive_message() {
    std::string message;
    for (;;) {
        auto const end = message.find("\r\n\r\n");
        auto const length = message.find("Content-Length: ");
        auto const size = length < end ? std::stoul(message.substr(length + 16)) : 0;
        if (end != std::string::npos && message.size() >= end + 4 + size) return message;
        auto const more = receive();
        if (more.empty()) return {};
        message += more;
    }
}

ScriptedServer::ScriptedServer(server::TlsFiles const& files, Script script)
    : context_{SSL_CTX_new(TLS_server_method()), SSL_CTX_free},
      script_{std::move(script)},
      listening_{Socket::listen()} {
    SSL_CTX_set_security_level(context_.get(), 0);  // a server may have any certificate: the client must notice
    must(SSL_CTX_use_certificate_chain_file(context_.get(), files.certificate.c_str()) == 1, "certificate");
    must(SSL_CTX_use_PrivateKey_file(context_.get(), files.key.c_str(), SSL_FILETYPE_PEM) == 1, "key");
    thread_ = std::thread{[this] { accept_all(); }};
}

ScriptedServer::~ScriptedServer() {
    ::shutdown(listening_.fd(), SHUT_RDWR);  // wakes accept
    {
        std::lock_guard const lock{mutex_};
        ::shutdown(current_, SHUT_RDWR);  // and a script that reads
    }
    thread_.join();
}

void ScriptedServer::accept_all() {
    for (;;) {
        int const fd = ::accept4(listening_.fd(), nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0) return;
        limit_waiting(fd);
        int const number = ++connections_;
        set_current(fd);
        TlsSocket socket{fd, context_.get()};
        if (socket.accept()) script_(socket, number);
        set_current(-1);
    }
}

void ScriptedServer::set_current(int fd) {
    std::lock_guard const lock{mutex_};
    current_ = fd;
}

IoThread::IoThread()
    : thread_{[this] {
          auto const work = boost::asio::make_work_guard(context_);
          context_.run();
      }} {}

IoThread::~IoThread() {
    stop();
}

void IoThread::stop() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace collegium::tests
