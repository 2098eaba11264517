// Pictures that everybody has who brought none, and where they are.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

// Absolute addresses: clients refuse relative ones, and null (clients 2d).
std::string avatar_of(App const& app, storage::ActorRecord const& actor, storage::ProfileRecord const& profile);
std::string header_of(App const& app, storage::ProfileRecord const& profile);
std::string thumbnail(App const& app);

}  // namespace collegium::server::mastodon
