// ConnectionPool: connections at rest, for the next request to the same host.
#pragma once

#include "server/http/transport.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

struct PoolLimits {
    std::chrono::seconds idle{50};
    std::size_t for_each_host = 8;
    std::size_t in_all = 256;
};

class ConnectionPool {
public:
    explicit ConnectionPool(PoolLimits limits) : limits_{limits} {}

    // The one that rested last, if it is still quiet; or nothing.
    std::unique_ptr<Transport> take(std::string_view host);

    // Keeps it for at most the idle time. Over a limit, the one that rested longest goes.
    void put(std::string_view host, std::unique_ptr<Transport> wire);

    std::size_t size() const noexcept { return kept_.size(); }

private:
    struct Kept {
        std::string host;
        std::unique_ptr<Transport> wire;
        std::chrono::steady_clock::time_point until;
    };

    void drop_expired();

    PoolLimits limits_;
    std::vector<Kept> kept_;  // the longest at rest first
};

}  // namespace collegium::server
