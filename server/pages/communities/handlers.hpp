// The pages of those who run communities, and of those who join them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// Beginning one.
awaitable<Response> get_found(App const& app, Call call);
awaitable<Response> post_found(App const& app, Call call);

// How a community is run, by whom, and what waits for them.
awaitable<Response> get_pulse(App const& app, Call call);
awaitable<Response> get_run(App const& app, Call call);
awaitable<Response> post_run(App const& app, Call call);
awaitable<Response> post_facilitator(App const& app, Call call);

// Its members, and being told of its news without being one.
awaitable<Response> get_community_members(App const& app, Call call);
awaitable<Response> post_community_members(App const& app, Call call);
awaitable<Response> post_community_invitation(App const& app, Call call);
awaitable<Response> post_follow_community(App const& app, Call call);
awaitable<Response> post_unfollow_community(App const& app, Call call);

// What facilitators decide about one thing.
awaitable<Response> post_decide(App const& app, Call call);

}  // namespace collegium::server::pages
