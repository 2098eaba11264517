// ConnectionPool: connections at rest, for the next request to the same host.
#pragma once

#include "server/http/transport.hpp"

#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace collegium::server {

struct PoolLimits {
    std::chrono::seconds idle{50};
    std::size_t for_each_host = 8;
    std::size_t in_all = 256;
};

// What each call costs does not depend on how many rest.
class ConnectionPool {
public:
    explicit ConnectionPool(PoolLimits limits) : limits_{limits} {}

    // The one that rested last, if it is still quiet; or nothing.
    std::unique_ptr<Transport> take(std::string const& host);

    // Keeps it for at most the idle time. Over a limit, the one that rested longest goes.
    void put(std::string const& host, std::unique_ptr<Transport> wire);

    std::size_t size() const noexcept { return kept_.size(); }

private:
    struct Kept {
        std::string host;
        std::unique_ptr<Transport> wire;
        std::chrono::steady_clock::time_point until;
    };
    using Place = std::list<Kept>::iterator;

    void drop_expired();
    void drop(Place place);

    PoolLimits limits_;
    std::list<Kept> kept_;                                        // the longest at rest first
    std::unordered_map<std::string, std::vector<Place>> places_;  // by host, the same
};

}  // namespace collegium::server
