// What programs ask of the node itself, and the lists that are always empty here.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_instance_v1(App const& app, Call call);
awaitable<Response> get_instance_v2(App const& app, Call call);
awaitable<Response> get_rules(App const& app, Call call);
awaitable<Response> get_extended_description(App const& app, Call call);

// An empty list: we do not have that, and a client that asks must not fail.
awaitable<Response> get_empty_list(App const& app, Call call);

// 404: there is none of it, and never was.
awaitable<Response> get_none(App const& app, Call call);

}  // namespace collegium::server::mastodon
