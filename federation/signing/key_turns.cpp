#include "federation/signing/key_turns.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

using Timer = asio::steady_timer;

// Each belongs to the shard of whoever waits, which may be gone by then.
struct Waiting {
    asio::any_io_executor executor;
    std::weak_ptr<Timer> timer;
};

void wake(Waiting const& waiting) {
    if (waiting.timer.expired()) return;
    asio::post(waiting.executor, [timer = waiting.timer] {
        // Whoever has not begun to wait yet does not wait any more, either.
        if (auto const alive = timer.lock()) alive->expires_at(Timer::time_point::min());
    });
}

}  // namespace

struct KeyTurns::Inside {
    std::mutex mutex;                                             // guards lines
    std::unordered_map<std::string, std::vector<Waiting>> lines;  // of keys that somebody asks for
};

KeyTurns::Turn::Turn(std::shared_ptr<Inside> inside, std::string key_id)
    : inside_{std::move(inside)}, key_id_{std::move(key_id)} {}

KeyTurns::Turn::~Turn() {
    if (!inside_) return;
    std::vector<Waiting> line;
    {
        std::lock_guard const lock{inside_->mutex};
        auto const found = inside_->lines.find(key_id_);
        line = std::move(found->second);
        inside_->lines.erase(found);
    }
    std::ranges::for_each(line, wake);
}

KeyTurns::KeyTurns() : inside_{std::make_shared<Inside>()} {}

std::optional<KeyTurns::Turn> KeyTurns::take(std::string const& key_id) {
    std::lock_guard const lock{inside_->mutex};
    if (!inside_->lines.try_emplace(key_id).second) return std::nullopt;
    return Turn{inside_, key_id};
}

asio::awaitable<bool> KeyTurns::wait(std::string key_id) {
    auto const executor = co_await asio::this_coro::executor;
    auto const timer = std::make_shared<Timer>(executor, Timer::time_point::max());
    {
        std::lock_guard const lock{inside_->mutex};
        auto const found = inside_->lines.find(key_id);
        if (found == inside_->lines.end()) co_return true;
        auto& line = found->second;
        std::erase_if(line, [](Waiting const& each) { return each.timer.expired(); });
        if (line.size() >= most_waiting) co_return false;
        line.push_back({executor, timer});
    }
    auto const [woken] = co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(woken);
    co_return true;
}

}  // namespace collegium::federation
