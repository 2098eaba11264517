// List: a community that a member joined, as a list of its own (clients 6a). Nobody edits it: joining and leaving does.
#pragma once

#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

std::string list_json(View const& view, storage::Handle community);

}  // namespace collegium::server::mastodon
