// TlsHost: a small web server in the test itself, to be somebody else's node.
#pragma once

#include "tests/journeys/neighbourhood.hpp"

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace collegium::journeys {

// Gives out ActivityPub documents, takes every POST with 202, and counts who connects. One connection after the other,
// one request for each.
class TlsHost {
public:
    TlsHost(Neighbourhood& neighbourhood, std::string const& name);
    ~TlsHost();
    TlsHost(TlsHost const&) = delete;
    TlsHost& operator=(TlsHost const&) = delete;

    void publish(std::string const& path, std::string const& document);
    std::string const& domain() const { return domain_; }
    unsigned connections() const { return connections_; }

private:
    void serve();
    void talk(int socket);
    std::string answer_to(std::string const& head);

    std::string domain_;
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    int listener_;
    std::mutex mutex_;  // guards documents_
    std::map<std::string, std::string> documents_;
    std::atomic<unsigned> connections_ = 0;
    std::jthread thread_;  // last: it uses all the others
};

}  // namespace collegium::journeys
