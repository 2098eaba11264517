#include "tests/journeys/tls_host.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace collegium::journeys {

namespace {

int listen_on(std::uint16_t port) {
    int const listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 || listen(listener, 16) != 0)
        throw std::runtime_error{"cannot listen"};
    return listener;
}

std::string read_head(SSL* tls) {
    std::string head;
    char bytes[4096];
    while (head.find("\r\n\r\n") == std::string::npos) {
        int const size = SSL_read(tls, bytes, sizeof bytes);
        if (size <= 0) return {};
        head.append(bytes, static_cast<std::size_t>(size));
    }
    return head;
}

}  // namespace

TlsHost::TlsHost(Neighbourhood& neighbourhood, std::string const& name)
    : domain_{name + ".localhost"},
      context_{SSL_CTX_new(TLS_server_method()), SSL_CTX_free},
      listener_{listen_on(neighbourhood.add(domain_))} {
    auto const certificate = Authority::instance().certify(domain_);
    if (SSL_CTX_use_certificate_chain_file(context_.get(), certificate.chain.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context_.get(), certificate.key.c_str(), SSL_FILETYPE_PEM) != 1)
        throw std::runtime_error{"no certificate for " + domain_};
    thread_ = std::jthread{[this] { serve(); }};
}

TlsHost::~TlsHost() {
    shutdown(listener_, SHUT_RDWR);  // which wakes accept
    thread_.join();
    close(listener_);
}

void TlsHost::publish(std::string const& path, std::string const& document) {
    std::lock_guard const lock{mutex_};
    documents_[path] = document;
}

void TlsHost::serve() {
    for (;;) {
        int const socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        ++connections_;
        talk(socket);
        close(socket);
    }
}

void TlsHost::talk(int socket) {
    timeval const most{2, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    std::unique_ptr<SSL, void (*)(SSL*)> const tls{SSL_new(context_.get()), SSL_free};
    SSL_set_fd(tls.get(), socket);
    if (SSL_accept(tls.get()) != 1) return;
    auto const head = read_head(tls.get());
    if (head.empty()) return;
    auto const answer = answer_to(head);
    SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(tls.get());
}

std::string TlsHost::answer_to(std::string const& head) {
    std::lock_guard const lock{mutex_};
    auto const first = head.find(' ') + 1;
    auto const found = documents_.find(head.substr(first, head.find(' ', first) - first));
    std::string answer{"HTTP/1.1 404 Not Found"}, body;
    if (found != documents_.end()) {
        answer = "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json";
        body = found->second;
    } else if (head.starts_with("POST ")) {
        answer = "HTTP/1.1 202 Accepted";
    }
    return answer + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace collegium::journeys
