// The pages of the school's own sign-in: out to it, back from it, and the choice of a name the first time.
#pragma once

#include "server/app.hpp"

namespace collegium::server::openid {

boost::asio::awaitable<Response> get_school(App const& app, Call call);
boost::asio::awaitable<Response> get_return(App const& app, Call call);
boost::asio::awaitable<Response> get_name(App const& app, Call call);
boost::asio::awaitable<Response> post_name(App const& app, Call call);

}  // namespace collegium::server::openid
