#include "server/rounds.hpp"

#include "config/breakdown.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace collegium::server {

namespace asio = boost::asio;

struct Rounds::Inside {
    Inside(asio::any_io_executor executor_, std::string what_, std::chrono::seconds between_)
        : executor{executor_}, timer{std::move(executor_)}, what{std::move(what_)}, between{between_} {}

    asio::awaitable<void> one_round() {
        try {
            co_await round();
        } catch (...) {
            log_breakdown(what, std::current_exception());
        }
    }

    // Kept alive by whoever runs it.
    static asio::awaitable<void> run(std::shared_ptr<Inside> inside) {
        while (!inside->stopped) {
            co_await inside->one_round();
            inside->timer.expires_after(inside->between);
            co_await inside->timer.async_wait(asio::as_tuple(asio::use_awaitable));
        }
    }

    asio::any_io_executor executor;
    asio::steady_timer timer;
    std::string what;
    std::chrono::seconds between;
    std::function<asio::awaitable<void>()> round;
    bool stopped = false;  // on the executor only
};

Rounds::Rounds(asio::any_io_executor executor, std::string what, std::chrono::seconds between)
    : inside_{std::make_shared<Inside>(std::move(executor), std::move(what), between)} {}

Rounds::~Rounds() {
    stop();
}

void Rounds::start(std::function<asio::awaitable<void>()> round) {
    inside_->round = std::move(round);
    auto done = [inside = inside_](std::exception_ptr broken) { log_breakdown(inside->what, broken); };
    asio::co_spawn(inside_->executor, Inside::run(inside_), std::move(done));
}

void Rounds::stop() {
    asio::post(inside_->executor, [inside = inside_] {
        inside->stopped = true;
        inside->timer.cancel();
    });
}

}  // namespace collegium::server
