// Pictures over HTTP: brought by programs, looked at by everybody who has the address.
#pragma once

#include "server/app.hpp"

namespace collegium::server::media {

using boost::asio::awaitable;

awaitable<Response> get_picture(App const& app, Call call);  // GET /media/:name

// Mastodon's API (clients 2b). Those who bring pictures to version 2 take 202 and ask again. Those who bring them to
// version 1 post with what they got.
awaitable<Response> post_media(App const& app, Call call);
awaitable<Response> post_media_at_once(App const& app, Call call);
awaitable<Response> get_media(App const& app, Call call);
awaitable<Response> put_media(App const& app, Call call);

// ActivityPub clients (wire reference 6.1).
awaitable<Response> post_upload(App const& app, Call call);
awaitable<Response> get_upload(App const& app, Call call);

}  // namespace collegium::server::media
