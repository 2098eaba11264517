// The addresses of the Mastodon API where clients read what a member was told, and clear it away.
#pragma once

#include "server/routes.hpp"

#include <span>

namespace collegium::server::mastodon {

std::span<Route const> notification_routes() noexcept;

}  // namespace collegium::server::mastodon
