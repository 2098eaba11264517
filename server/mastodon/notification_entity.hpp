// Notification: what a member was told, as clients see it (clients 2d). They know few types, and unknown ones break
// them: what is ours is in the one member "collegium".
#pragma once

#include "server/mastodon/view.hpp"

#include <string>
#include <string_view>

namespace collegium::server::mastodon {

// Of the eight types that clients know; empty for what they are not given.
std::string_view notification_type(storage::News news) noexcept;

// One JSON object; empty for what this reader is not shown.
std::string notification_json(View const& view, storage::LocalId id, storage::NotificationRecord const& record);

}  // namespace collegium::server::mastodon
