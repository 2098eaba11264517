// The front for programs that ask for leave to act for members (RFC 6749), and the pages on which members decide.
#pragma once

#include "server/app.hpp"

namespace collegium::server::oauth {

using boost::asio::awaitable;

awaitable<Response> get_server_metadata(App const& app, Call call);
awaitable<Response> get_resource_metadata(App const& app, Call call);

awaitable<Response> post_app(App const& app, Call call);
awaitable<Response> get_own_app(App const& app, Call call);
awaitable<Response> post_register(App const& app, Call call);

awaitable<Response> get_authorize(App const& app, Call call);
awaitable<Response> post_authorize(App const& app, Call call);

awaitable<Response> post_token(App const& app, Call call);
awaitable<Response> post_revoke(App const& app, Call call);
awaitable<Response> post_introspect(App const& app, Call call);
awaitable<Response> get_userinfo(App const& app, Call call);

awaitable<Response> get_programs(App const& app, Call call);
awaitable<Response> post_programs(App const& app, Call call);

}  // namespace collegium::server::oauth
