// The front for programs that speak ActivityPub for a member (ActivityPub 6: client to server).
#pragma once

#include "server/app.hpp"

namespace collegium::server::client_to_server {

using boost::asio::awaitable;

// A member says something by their own outbox: 201, with the activity and its address.
awaitable<Response> post_outbox(App const& app, Call call);

// What came for the member; for nobody else.
awaitable<Response> get_inbox(App const& app, Call call);

// Whom the member shut out, by the id that the outbox gave: for nobody else.
awaitable<Response> get_block(App const& app, Call call);

// A document of this node or of a partner, by its id.
awaitable<Response> post_proxy(App const& app, Call call);

}  // namespace collegium::server::client_to_server
