// A wire whose far end is a string, and a clock that stands still.
#pragma once

#include "config/clock.hpp"
#include "server/http/wire.hpp"
#include "tests/run_coroutine.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

namespace collegium::tests {

class StandingClock final : public Clock {
public:
    Instant now() const override {
        return Instant{std::chrono::sys_days{std::chrono::year{2026} / 9 / 1}} + std::chrono::hours{10};
    }
};

// Hands out `step` bytes at a time (0: all), then the end; keeps what was written, and what was asked of it.
class ScriptedWire final : public server::Wire {
public:
    explicit ScriptedWire(std::string sent, std::size_t step = 0) : sent_{std::move(sent)}, step_{step} {}

    boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer into) override {
        events.emplace_back("read");
        auto const wanted = step_ == 0 ? into.size() : std::min(step_, into.size());
        auto const size = boost::asio::buffer_copy(into, boost::asio::buffer(sent_) + used_, wanted);
        used_ += size;
        co_return size;
    }

    boost::asio::awaitable<bool> write(boost::asio::const_buffer from) override {
        events.emplace_back("write");
        received.append(static_cast<char const*>(from.data()), from.size());
        co_return ++writes <= writes_that_work;
    }

    void deadline(std::chrono::steady_clock::duration from_now) override {
        events.push_back(
            "deadline " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(from_now).count())
        );
    }
    void close() override { events.emplace_back("close"); }
    void rest(bool resting) override { events.emplace_back(resting ? "rest" : "wake"); }
    std::chrono::milliseconds late_by() override { return late; }
    std::string peer() const override { return "192.0.2.7"; }

    std::size_t unread() const { return sent_.size() - used_; }

    std::string received;
    std::vector<std::string> events;
    std::chrono::milliseconds late{};
    std::size_t writes = 0;
    std::size_t writes_that_work = 1'000'000;

private:
    std::string sent_;
    std::size_t step_;
    std::size_t used_ = 0;
};

// As run() for a coroutine that returns something.
inline void run(boost::asio::awaitable<void> coroutine) {
    boost::asio::io_context context{1};
    std::exception_ptr failure;
    boost::asio::co_spawn(context, std::move(coroutine), [&](std::exception_ptr thrown) { failure = thrown; });
    context.run();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace collegium::tests
