// Followers: the thread on which everything follows the log. It wakes after each commit of this process, and looks now
// and then by itself for what a command in another process has written.
#pragma once

#include "federation/node.hpp"
#include "server/followers/log_listener.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <memory>
#include <thread>

namespace collegium::server {

class Followers {
public:
    explicit Followers(federation::Node const& node);
    ~Followers();
    Followers(Followers const&) = delete;
    Followers& operator=(Followers const&) = delete;

    // Before start. The listener must outlive this.
    void add(LogListener& listener);

    void start();

    // Hears nothing more after this. What was under way is finished or comes again. Call it while the store still
    // writes.
    void stop();

private:
    struct Follower;

    void wake();
    boost::asio::awaitable<void> follow(Follower& follower);
    boost::asio::awaitable<bool> catch_up(Follower& follower);

    federation::Node const& node_;
    boost::asio::io_context io_{1};
    std::vector<std::unique_ptr<Follower>> followers_;
    std::atomic<bool> woken_ = false;
    std::atomic<bool> stopping_ = false;
    std::jthread thread_;
};

}  // namespace collegium::server
