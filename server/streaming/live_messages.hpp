// Live messages: what a live event is to somebody who listens: whether it is theirs, and how it reads.
#pragma once

#include "server/followers/live_feed.hpp"
#include "server/mastodon/view.hpp"
#include "server/streaming/subscriptions.hpp"

#include <optional>

namespace collegium::server::streaming {

struct Message {
    std::string_view event;  // "update", "status.update", "delete", "notification"
    std::string payload;     // JSON as text, or the bare id of what is gone
};

// True if the event belongs to the stream and its thing is meant for the viewer, who has not muted or blocked its
// author.
bool concerns(mastodon::View const& view, Subscription const& subscription, LiveEvent const& event);

// Nothing if there is nothing left to show: what came may be gone already.
std::optional<Message> message_of(mastodon::View const& view, LiveEvent const& event);

}  // namespace collegium::server::streaming
