// Context: what stands above a status and below it, in the order in which it was said (clients 2d, 6a).
#pragma once

#include "federation/timeline.hpp"
#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

// {"ancestors", "descendants"}: at most 100 above, and at most 500 of the thread are looked at.
std::string context_json(View const& view, federation::timeline::PostView const& post);

}  // namespace collegium::server::mastodon
