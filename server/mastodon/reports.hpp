// Reports: what a member asks the facilitators of a community, or their own node, to look at.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

boost::asio::awaitable<Response> post_report(App const& app, Call call);

}  // namespace collegium::server::mastodon
