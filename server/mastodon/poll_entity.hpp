// Poll: what a post asks, and how it stands, as clients see it (clients 2d).
#pragma once

#include "federation/timeline.hpp"
#include "server/mastodon/view.hpp"

namespace collegium::server::mastodon {

// "null" for a post without one. A poll goes by the id of its post.
std::string poll_json(View const& view, federation::timeline::PostView const& post);

}  // namespace collegium::server::mastodon
