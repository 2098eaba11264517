// The addresses of the Mastodon API, subject by subject. Each subject has a table of its own, in routes_<subject>.cpp.
#pragma once

#include "server/routes.hpp"

#include <span>

namespace collegium::server::mastodon {

std::span<Route const> account_routes() noexcept;   // people and communities, and how a member stands to them
std::span<Route const> instance_routes() noexcept;  // this node, and what it does not have
std::span<Route const> reading_routes() noexcept;   // lists, search, markers, preferences, reports
std::span<Route const> status_routes() noexcept;    // what is said, and timelines

}  // namespace collegium::server::mastodon
