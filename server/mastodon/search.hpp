// Search: accounts, posts and tags by what somebody typed (clients 2c). The answer always has all three lists.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

boost::asio::awaitable<Response> get_search_v1(App const& app, Call call);  // tags are only names
boost::asio::awaitable<Response> get_search_v2(App const& app, Call call);

}  // namespace collegium::server::mastodon
