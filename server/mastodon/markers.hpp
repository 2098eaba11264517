// Markers: how far a member has read their home timeline and what they were told, the same on all their devices.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

boost::asio::awaitable<Response> get_markers(App const& app, Call call);
boost::asio::awaitable<Response> post_markers(App const& app, Call call);

}  // namespace collegium::server::mastodon
