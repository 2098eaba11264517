// Handlers of the statuses of the Mastodon API (clients 2b).
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

// reading
awaitable<Response> get_status(App const& app, Call call);
awaitable<Response> get_statuses(App const& app, Call call);
awaitable<Response> get_status_context(App const& app, Call call);
awaitable<Response> get_status_source(App const& app, Call call);
awaitable<Response> get_status_history(App const& app, Call call);
awaitable<Response> get_reblogged_by(App const& app, Call call);
awaitable<Response> get_favourited_by(App const& app, Call call);

// writing
awaitable<Response> post_status(App const& app, Call call);
awaitable<Response> put_status(App const& app, Call call);
awaitable<Response> delete_status(App const& app, Call call);

// what a member thinks of a status, and keeps of it
awaitable<Response> post_favourite(App const& app, Call call);
awaitable<Response> post_unfavourite(App const& app, Call call);
awaitable<Response> post_reblog(App const& app, Call call);
awaitable<Response> post_unreblog(App const& app, Call call);
awaitable<Response> post_bookmark(App const& app, Call call);
awaitable<Response> post_unbookmark(App const& app, Call call);
awaitable<Response> post_pin(App const& app, Call call);
awaitable<Response> post_unpin(App const& app, Call call);
awaitable<Response> post_mute_thread(App const& app, Call call);
awaitable<Response> post_unmute_thread(App const& app, Call call);

// lists
awaitable<Response> get_home_timeline(App const& app, Call call);
awaitable<Response> get_public_timeline(App const& app, Call call);
awaitable<Response> get_tag_timeline(App const& app, Call call);
awaitable<Response> get_list_timeline(App const& app, Call call);
awaitable<Response> get_account_statuses(App const& app, Call call);
awaitable<Response> get_bookmarks(App const& app, Call call);
awaitable<Response> get_favourites(App const& app, Call call);

}  // namespace collegium::server::mastodon
