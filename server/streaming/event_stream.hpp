// Event streams: the live streams as Server-Sent Events (clients 2c), for clients without WebSocket.
#pragma once

#include "server/app.hpp"

namespace collegium::server::streaming {

boost::asio::awaitable<Response> get_health(App const& app, Call call);

// GET /api/v1/streaming/user and its like: the stream's name is the rest of the address.
boost::asio::awaitable<Response> get_event_stream(App const& app, Call call);

}  // namespace collegium::server::streaming
