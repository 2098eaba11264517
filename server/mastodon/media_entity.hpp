// MediaAttachment, as clients of the Mastodon API know it (clients 2d).
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

// The whole entity. Of a picture that is still being made, the addresses are null.
std::string media_json(App const& app, storage::LocalId number, storage::MediaRecord const& record);

}  // namespace collegium::server::mastodon
