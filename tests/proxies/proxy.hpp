// Proxies as operators put them in front of a node: the examples in deploy/proxy, with the addresses of this test,
// plain HTTP on the outside, and a second's patience with clients that say no more.
#pragma once

#include "tests/files.hpp"
#include "tests/journeys/process.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace collegium::proxies {

enum class Kind { nginx, haproxy, caddy };

std::string name(Kind kind);

class Proxy {
public:
    // Starts it, and returns when it takes connections. Throws std::runtime_error with what it said if it does not.
    Proxy(Kind kind, std::uint16_t node_port);

    std::uint16_t port() const noexcept { return port_; }

private:
    tests::TempDir folder_;
    std::uint16_t port_;
    std::optional<journeys::Process> process_;
};

}  // namespace collegium::proxies
