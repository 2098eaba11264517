#include "server/followers/followers.hpp"

#include "config/log.hpp"
#include "server/followers/log_follower.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace collegium::server {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between_looks{2};  // for what other processes wrote
constexpr std::chrono::seconds after_failure{30};

void note_end(std::exception_ptr broken) {
    if (broken) log::error("a follower of the log has ended", {});
}

}  // namespace

struct Followers::Follower {
    Follower(federation::Node const& node, LogListener& listener, asio::io_context& io)
        : follower{node, listener}, pause{io} {}

    LogFollower follower;
    asio::steady_timer pause;
};

Followers::Followers(federation::Node const& node) : node_{node} {}

Followers::~Followers() {
    stop();
}

void Followers::add(LogListener& listener) {
    followers_.push_back(std::make_unique<Follower>(node_, listener, io_));
}

void Followers::start() {
    for (auto const& each : followers_) asio::co_spawn(io_, follow(*each), note_end);
    node_.store.watch_commits([this] { wake(); });
    thread_ = std::jthread{[this] { io_.run(); }};
}

void Followers::stop() {
    if (!thread_.joinable()) return;
    node_.store.watch_commits({});
    stopping_ = true;
    wake();
    thread_.join();
}

// On the thread of whoever committed: many commits in a row are one waking.
void Followers::wake() {
    if (woken_.exchange(true)) return;
    asio::post(io_, [this] {
        woken_ = false;
        for (auto const& each : followers_) each->pause.cancel();
    });
}

// False: it broke, and is worth a longer pause. One listener's trouble is not the others'.
asio::awaitable<bool> Followers::catch_up(Follower& follower) {
    std::string broken;
    try {
        for (bool more = true; more && !stopping_;) more = co_await follower.follower.step();
    } catch (std::exception const& error) {
        broken = error.what();
    }
    if (!broken.empty()) log::error("a follower of the log failed, and will try again", {{"detail", broken}});
    co_return broken.empty();
}

asio::awaitable<void> Followers::follow(Follower& follower) {
    while (!stopping_) {
        bool const well = co_await catch_up(follower);
        if (stopping_) break;
        follower.pause.expires_after(well ? between_looks : after_failure);
        boost::system::error_code woken;
        auto token = asio::redirect_error(asio::use_awaitable, woken);
        co_await follower.pause.async_wait(std::move(token));
    }
}

}  // namespace collegium::server
