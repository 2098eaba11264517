// Rounds: work that a serving node does for itself again and again, in the background of one shard.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace collegium::server {

class Rounds {
public:
    // what: for the log, when a round breaks down; the next one comes all the same.
    Rounds(boost::asio::any_io_executor executor, std::string what, std::chrono::seconds between);
    ~Rounds();
    Rounds(Rounds const&) = delete;
    Rounds& operator=(Rounds const&) = delete;

    // The first round begins at once.
    void start(std::function<boost::asio::awaitable<void>()> round);

    // No round begins after this; one under way goes on to its end.
    void stop();

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::server
