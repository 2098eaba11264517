// In which language a member reads the pages.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

boost::asio::awaitable<Response> get_language(App const& app, Call call);

// language: a code of one that the program has; anything else leaves it to their browser.
boost::asio::awaitable<Response> post_language(App const& app, Call call);

}  // namespace collegium::server::pages
