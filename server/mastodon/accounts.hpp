// Accounts: reading people and communities, and how the member stands to them.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;

awaitable<Response> get_own_account(App const& app, Call call);
awaitable<Response> patch_own_account(App const& app, Call call);  // account_edit.cpp

awaitable<Response> get_account(App const& app, Call call);
awaitable<Response> get_accounts(App const& app, Call call);
awaitable<Response> get_account_lookup(App const& app, Call call);
awaitable<Response> get_account_search(App const& app, Call call);
awaitable<Response> get_relationships(App const& app, Call call);
awaitable<Response> get_familiar_followers(App const& app, Call call);
awaitable<Response> get_preferences(App const& app, Call call);

// account_lists.cpp
awaitable<Response> get_followers(App const& app, Call call);
awaitable<Response> get_following(App const& app, Call call);
awaitable<Response> get_follow_requests(App const& app, Call call);
awaitable<Response> get_blocks(App const& app, Call call);
awaitable<Response> get_mutes(App const& app, Call call);

// account_acts.cpp: each answers with the Relationship as it is afterwards
awaitable<Response> post_follow(App const& app, Call call);
awaitable<Response> post_unfollow(App const& app, Call call);
awaitable<Response> post_remove_from_followers(App const& app, Call call);
awaitable<Response> post_authorize(App const& app, Call call);
awaitable<Response> post_reject(App const& app, Call call);

// account_marks.cpp: likewise
awaitable<Response> post_block(App const& app, Call call);
awaitable<Response> post_unblock(App const& app, Call call);
awaitable<Response> post_mute(App const& app, Call call);
awaitable<Response> post_unmute(App const& app, Call call);
awaitable<Response> post_note(App const& app, Call call);

}  // namespace collegium::server::mastodon
