// LogFollower: reads what is new in the log, in small batches, and hands it to a listener.
#pragma once

#include "federation/node.hpp"
#include "server/followers/log_listener.hpp"

namespace collegium::server {

class LogFollower {
public:
    static constexpr std::size_t most_at_once = 256;  // entries

    LogFollower(federation::Node const& node, LogListener& listener) : node_{node}, listener_{listener} {}

    // Hands over the next batch. False: there was nothing new.
    boost::asio::awaitable<bool> step() const;

    // Until there is nothing new.
    boost::asio::awaitable<void> catch_up() const;

private:
    std::vector<Logged> next_batch() const;

    federation::Node const& node_;
    LogListener& listener_;
};

}  // namespace collegium::server
