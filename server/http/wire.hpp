// Wire: a connection with its transport erased. TCP, TLS and a test's pipe look the same from here on.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>

#include <chrono>
#include <string>

namespace collegium::server {

class Wire {
public:
    virtual ~Wire() = default;

    // Zero bytes: the peer is gone, or the deadline passed. Nobody upstairs needs to know which.
    virtual boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer into) = 0;
    virtual boost::asio::awaitable<bool> write(boost::asio::const_buffer from) = 0;  // all of it, or false

    // From now on until the next call: past the deadline, pending and later reads and writes end.
    virtual void deadline(std::chrono::steady_clock::duration from_now) = 0;
    virtual void close() = 0;

    // Between two requests a wire rests: whoever stops the server may close it then, and nothing is lost.
    virtual void rest(bool) {}

    // For how long the newest of the peer's bytes have been with us: whoever has just read them was late by that.
    virtual std::chrono::milliseconds late_by() = 0;

    virtual std::string peer() const = 0;
};

}  // namespace collegium::server
