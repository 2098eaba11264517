// The fronts: each answers one kind of caller, and has a table of its addresses.
#pragma once

#include "server/routes.hpp"

#include <span>

namespace collegium::server {

namespace activitypub {
std::span<Route const> routes() noexcept;  // other nodes
}
namespace client_to_server {
std::span<Route const> routes() noexcept;  // programs that speak ActivityPub for a member
}
namespace extension {
std::span<Route const> routes() noexcept;  // programs that want what only Collegium has
}
namespace mastodon {
std::span<Route const> routes() noexcept;  // programs that speak the Mastodon API
}
namespace media {
std::span<Route const> routes() noexcept;  // pictures
}
namespace oauth {
std::span<Route const> routes() noexcept;  // programs that ask members for leave
}
namespace openid {
std::span<Route const> routes() noexcept;  // people who come from the school's own sign-in
}
namespace operations {
std::span<Route const> routes() noexcept;  // programs that watch over this node
}
namespace pages {
std::span<Route const> routes() noexcept;  // people
}
namespace streaming {
std::span<Route const> routes() noexcept;  // who listens for what is new
}

}  // namespace collegium::server
