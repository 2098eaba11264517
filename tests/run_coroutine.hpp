// Runs one coroutine to its end and hands back what it returned.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <stdexcept>

namespace collegium::tests {

// Keeps what the work returns, whatever type it is.
template <class T>
boost::asio::awaitable<void> keep(boost::asio::awaitable<T> work, std::optional<T>& into) {
    auto value = co_await std::move(work);
    into.emplace(std::move(value));
}

template <class T>
T run_on(boost::asio::io_context& io, boost::asio::awaitable<T> work) {
    io.restart();
    std::optional<T> answer;
    std::exception_ptr thrown;
    bool finished = false;  // only then is nothing left in `io` that refers to this frame
    boost::asio::co_spawn(io, keep(std::move(work), answer), [&](std::exception_ptr error) {
        thrown = error;
        finished = true;
    });
    while (!finished)
        if (io.run_one() == 0) throw std::logic_error{"a coroutine was given up before its end"};
    if (thrown) std::rethrow_exception(thrown);
    return *std::move(answer);
}

// On a context that outlives every store of a test: a writer's thread may still touch it after it has answered.
template <class T>
T run(boost::asio::awaitable<T> work) {
    static boost::asio::io_context io{1};
    return run_on(io, std::move(work));
}

}  // namespace collegium::tests
