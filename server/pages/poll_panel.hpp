// Poll panel: what a post asks, how it stands, and the form to vote by, which needs no script.
#pragma once

#include "federation/timeline.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

// At POLL, if the post has one.
void show_poll(App const& app, Call const& call, Values& values, federation::timeline::PostView const& post);

boost::asio::awaitable<Response> post_vote(App const& app, Call call);

}  // namespace collegium::server::pages
