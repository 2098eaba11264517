// One connection's life: read a request, answer it, again until either side has had enough.
#pragma once

#include "config/clock.hpp"
#include "server/http/body_room.hpp"
#include "server/http/message.hpp"
#include "server/http/request_head.hpp"
#include "server/http/wire.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace collegium::server {

// Leave for a body that is larger than those of all may be.
struct Leave {
    std::size_t most = 0;                 // bytes
    std::shared_ptr<void const> place{};  // held until the request is answered
};

// What the body of this request may be, where its head asks for more than all may have. The request has no body yet; it
// is turned away with what is refused. Runs on the connection's shard.
using LargerBody = std::function<Result<Leave>(Request const& head)>;

struct SessionLimits {
    HeadLimits head{};
    std::size_t body = std::size_t{1} << 20;                        // bytes; more is 413
    LargerBody larger_body{};                                       // none: no request may have more
    std::shared_ptr<BodyRoom> room = std::make_shared<BodyRoom>();  // of all connections; 503 to what finds none
    std::chrono::seconds head_time{10};                             // from the first byte wanted to the end of the head
    std::chrono::seconds body_time{30};  // for `body` bytes; as much longer as a body may be larger
    std::chrono::seconds idle_time{60};  // between two requests
    std::chrono::seconds write_time{30};
    unsigned requests = 10'000;  // for each connection
};

// Serves the wire until it closes. A refused head or body gets its status as JSON and ends the connection; a handler
// that throws costs a 500 and the connection, and one log line. What is answered to HEAD goes out without its body: a
// handler that makes none for it says how long that would be, in a Content-Length of its own.
// `draining` turns every answer into the last one of its connection.
boost::asio::awaitable<void> converse(
    Wire& wire,
    Handler const& handler,
    SessionLimits const& limits,
    Clock const& clock,
    std::atomic<bool> const& draining
);

}  // namespace collegium::server
