// What the tests of the dialer have in common: a dialer, a caller on another thread, and a network of one host.
#pragma once

#include "server/http/dialer.hpp"
#include "tests/http/authority.hpp"
#include "tests/http/sockets.hpp"
#include "tests/printing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <optional>
#include <string>

namespace collegium::tests {

inline std::string const fine = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

inline server::DialerLimits quick_limits() {
    server::DialerLimits limits;
    limits.connect = std::chrono::seconds{2};
    limits.total = std::chrono::seconds{3};
    return limits;
}

struct Dialling {
    // A dialer that knows north.test at this port and nothing else.
    void dial_to(std::uint16_t port, server::DialerLimits limits = {}, server::Road road = {}) {
        auto const file = authority.folder() / "network.toml";
        std::ofstream{file} << "authority = \"ca.pem\"\n[hosts]\n\"north.test\" = \"127.0.0.1:" << port << "\"\n";
        dialer.emplace(io.executor(), limits, server::TestNetwork::read(file), std::nullopt, std::move(road));
    }

    Result<federation::IncomingResponse> exchange(federation::OutgoingRequest request) {
        return boost::asio::co_spawn(caller.executor(), dialer->exchange(std::move(request)), boost::asio::use_future)
            .get();
    }
    Result<federation::IncomingResponse> get(std::string host = "north.test", std::string target = "/") {
        return exchange(federation::OutgoingRequest{"GET", std::move(host), std::move(target)});
    }
    // The body of a good answer; otherwise what went wrong.
    std::string body() {
        auto const response = get();
        return response ? response->body : "refused: " + std::string{response.error().detail()};
    }
    Reason refusal(std::string host = "north.test") {
        auto const response = get(std::move(host));
        REQUIRE_FALSE(response);
        return response.error().reason();
    }

    ~Dialling() {
        io.stop();  // the dialer goes when its executor has stopped
        caller.stop();
    }

    Authority authority;
    IoThread caller, io;
    std::optional<server::Dialer> dialer;
};

// Serves every request of every connection.
inline void serve(TlsSocket& socket, std::string const& answer) {
    while (!socket.receive_message().empty()) socket.send(answer);
}

}  // namespace collegium::tests
