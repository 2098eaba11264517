// Media care: what a serving node does for its pictures by itself. It lets go what nobody needs any more.
#pragma once

#include "server/app.hpp"

namespace collegium::server::media {

constexpr std::chrono::hours loose_pictures_are_kept{24};  // that are part of nothing yet, or any more

// Removes records and files of pictures that are part of nothing a day after they were brought or let go, and of those
// whose thing was deleted by its author. At most 500 in one go; true if there may be more.
boost::asio::awaitable<bool> remove_unneeded(App const& app);

// One round: all of them. Every hour is often enough.
boost::asio::awaitable<void> tend_pictures(App const& app);

}  // namespace collegium::server::media
