// Handlers of the polls of the Mastodon API (clients 2b).
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_poll(App const& app, Call call);
awaitable<Response> post_poll_votes(App const& app, Call call);

}  // namespace collegium::server::mastodon
