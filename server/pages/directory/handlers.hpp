// The pages of the directory: looking for institutions and communities, one of them, and having one's own listed.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

boost::asio::awaitable<Response> get_directory(App const& app, Call call);
boost::asio::awaitable<Response> get_listing(App const& app, Call call);

// For the facilitators of a community of ours.
boost::asio::awaitable<Response> get_listing_choice(App const& app, Call call);
boost::asio::awaitable<Response> post_listing_choice(App const& app, Call call);

}  // namespace collegium::server::pages
