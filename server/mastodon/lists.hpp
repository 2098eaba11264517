// Lists: the communities of the member. The id of a list is that of its community's account.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_lists(App const& app, Call call);
awaitable<Response> get_list(App const& app, Call call);
awaitable<Response> get_list_accounts(App const& app, Call call);
awaitable<Response> get_lists_with_account(App const& app, Call call);

// 422, and how to do it instead.
awaitable<Response> refuse_list_change(App const& app, Call call);

}  // namespace collegium::server::mastodon
