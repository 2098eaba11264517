// What a mute covers, as `tables.mutes` keeps it.
#pragma once

#include "storage/client_records.hpp"

namespace collegium::server::mastodon {

// The number is on disk.
constexpr std::uint64_t mute_notifications = 1;

// What they do is not told either.
constexpr bool mutes_notifications(storage::MarkedRecord const& mute) noexcept {
    return (mute.flags & mute_notifications) != 0;
}

}  // namespace collegium::server::mastodon
