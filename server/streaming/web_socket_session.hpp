// The live streams over WebSocket: one connection listens to many, and says which as it goes (clients 2c).
#pragma once

#include "server/app.hpp"

namespace collegium::server::streaming {

// GET /api/v1/streaming, and each stream's own address when it asks for a WebSocket.
boost::asio::awaitable<Response> get_streaming(App const& app, Call call);

}  // namespace collegium::server::streaming
