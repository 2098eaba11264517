// Runs one coroutine to its end and hands back what it returned.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>

namespace collegium::tests {

template <class T>
T run(boost::asio::awaitable<T> work) {
    boost::asio::io_context io{1};
    std::optional<T> answer;
    std::exception_ptr thrown;
    boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr error, T value) {
        thrown = error;
        answer = std::move(value);
    });
    io.run();
    if (thrown) std::rethrow_exception(thrown);
    return *std::move(answer);
}

}  // namespace collegium::tests
