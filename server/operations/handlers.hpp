// What programs ask that watch over this node: does it live, is it ready, and its numbers.
#pragma once

#include "server/app.hpp"

namespace collegium::server::operations {

// 200 as long as a request can be answered at all.
boost::asio::awaitable<Response> get_healthz(App const& app, Call call);

// 200 if the store can be read, its writer answers and there is room on the disk; else 503. Says which of the three.
boost::asio::awaitable<Response> get_readyz(App const& app, Call call);

// For programs on this computer that come past no proxy, and for whoever brings the token; for others there is nothing.
boost::asio::awaitable<Response> get_metrics(App const& app, Call call);

// security.txt of RFC 9116. 404 while the partner card names no contact.
boost::asio::awaitable<Response> get_security_contact(App const& app, Call call);

}  // namespace collegium::server::operations
