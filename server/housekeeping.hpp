// Housekeeping: the rounds of a serving node, begun one by one and stopped together.
#pragma once

#include "server/rounds.hpp"

#include <list>

namespace collegium::server {

class Housekeeping {
public:
    explicit Housekeeping(boost::asio::any_io_executor executor) : executor_{std::move(executor)} {}

    // Rounds::start, again and again with this much between. what: for the log.
    void every(std::chrono::seconds between, std::string what, std::function<boost::asio::awaitable<void>()> round) {
        rounds_.emplace_back(executor_, std::move(what), between).start(std::move(round));
    }

    void stop() {
        for (auto& each : rounds_) each.stop();
    }

private:
    boost::asio::any_io_executor executor_;
    std::list<Rounds> rounds_;
};

}  // namespace collegium::server
