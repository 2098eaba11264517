// One connection's life: read a request, answer it, again until either side has had enough.
#pragma once

#include "config/clock.hpp"
#include "server/http/message.hpp"
#include "server/http/request_head.hpp"
#include "server/http/wire.hpp"

#include <atomic>
#include <functional>

namespace collegium::server {

// How many bytes the body of this request may have, where its head asks for more than all may have. The request has no
// body yet. Runs on the connection's shard.
using LargerBody = std::function<std::size_t(Request const& head)>;

struct SessionLimits {
    HeadLimits head{};
    std::size_t body = std::size_t{1} << 20;  // bytes; more is 413
    LargerBody larger_body{};                 // none: no request may have more
    std::chrono::seconds head_time{10};       // from the first byte wanted to the end of the head
    std::chrono::seconds body_time{30};       // for `body` bytes; as much longer as a body may be larger
    std::chrono::seconds idle_time{60};       // between two requests
    std::chrono::seconds write_time{30};
    unsigned requests = 10'000;  // for each connection
};

// Serves the wire until it closes. A refused head or body gets its status as JSON and ends the connection; a handler
// that throws costs a 500 and the connection, and one log line. HEAD is answered as GET without the body:
// the handler sees GET.
// `draining` turns every answer into the last one of its connection.
boost::asio::awaitable<void> converse(
    Wire& wire,
    Handler const& handler,
    SessionLimits const& limits,
    Clock const& clock,
    std::atomic<bool> const& draining
);

}  // namespace collegium::server
