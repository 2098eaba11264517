// Where a member gets mail, and whether a weekly one tells them what happened.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

boost::asio::awaitable<Response> get_mail(App const& app, Call call);
boost::asio::awaitable<Response> post_mail_address(App const& app, Call call);
boost::asio::awaitable<Response> post_mail_weekly(App const& app, Call call);

}  // namespace collegium::server::pages
