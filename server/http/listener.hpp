// Listener: the shards. N threads, each with one io_context, its own acceptor and its own connections.
#pragma once

#include "server/http/session.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <filesystem>
#include <memory>
#include <optional>

namespace collegium::server {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM chain
    std::filesystem::path key;          // PEM
};

struct ListenOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::optional<TlsFiles> tls;  // none: plain HTTP, for a proxy in front
    unsigned shards = 1;
    std::size_t connections = 10'000;                        // over all shards; more are closed at once
    std::size_t connections_from_one_address = connections;  // likewise
    SessionLimits limits{};
};

class Listener {
public:
    // Binds, so that a taken port or a bad certificate stops the start (std::system_error with the address or file
    // named).
    Listener(ListenOptions options, Clock const& clock);
    ~Listener();  // stops
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;

    // Starts accepting. The handler runs on the connection's shard.
    void start(Handler handler, LargerBody larger_body = {});

    // No new connections; answers under way are finished for at most `grace`, then everything is closed and joined.
    void stop(std::chrono::seconds grace);

    // Looks at the files of the certificate, and serves what is new there to connections from now on. True if it was
    // new; nothing for plain HTTP. What cannot be read or does not fit together leaves the old one in place and throws
    // std::system_error with the file named. From any thread.
    bool renew_certificate();

    // Until when ours is good; nothing for plain HTTP.
    std::optional<Instant> certificate_end() const;

    // Where other work may live (delivery lanes): shard i modulo the number of shards.
    boost::asio::any_io_executor executor(std::size_t i) const;
    std::uint16_t port() const noexcept;  // the bound one, when 0 was asked for

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server
