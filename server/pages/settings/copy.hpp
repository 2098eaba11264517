// What is held of a member, for them to take with them.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

boost::asio::awaitable<Response> get_copy(App const& app, Call call);
boost::asio::awaitable<Response> post_copy(App const& app, Call call);

// The file itself, after the password.
boost::asio::awaitable<Response> post_copy_file(App const& app, Call call);

}  // namespace collegium::server::pages
