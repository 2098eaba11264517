// Relationship: how a member stands to somebody else (clients 2d).
#pragma once

#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

std::string relationship_json(View const& view, storage::Handle me, storage::Handle other);

}  // namespace collegium::server::mastodon
