// What both transports do with their socket besides bytes: close it when its time is up, and look at its far end.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace collegium::server {

// Closes the socket when the deadline passes, which ends every pending and later operation on it.
// One timer for each connection, armed at most once until it fires: moving the deadline away costs nothing.
class Deadline {
public:
    explicit Deadline(boost::asio::ip::tcp::socket& socket);
    ~Deadline();  // whatever handler is still queued finds nothing to close
    Deadline(Deadline const&) = delete;
    Deadline& operator=(Deadline const&) = delete;

    void set(std::chrono::steady_clock::duration from_now);
    void cancel();

private:
    struct State;
    static void arm(std::shared_ptr<State> const& state);
    std::shared_ptr<State> state_;
};

// The address in text, an IPv4 one in its own form even on a socket for both; empty if the peer is gone already.
std::string peer_of(boost::asio::ip::tcp::socket const& socket);

// For how long its newest bytes have been here, as the kernel counts: some four milliseconds exactly.
std::chrono::milliseconds since_last_bytes(boost::asio::ip::tcp::socket& socket);

// True if there is nothing to read, not even the end.
bool has_nothing_to_read(boost::asio::ip::tcp::socket& socket);

}  // namespace collegium::server
