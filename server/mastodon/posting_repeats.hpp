// Idempotency-Key: what was sent twice is posted once (clients 2e.7). Remembered for an hour, for each member.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

// The place of this call's key; nothing if the call carries none.
std::optional<storage::TokenDigest> repeat_key(App const& app, Call const& call);

// Notes that this number is being posted under the key. Answers with the number that was noted before, within the hour,
// and then notes nothing.
boost::asio::awaitable<Result<std::optional<storage::LocalId>>> begin_once(
    App const& app, storage::TokenDigest key, storage::LocalId number
);

// It came to nothing: the next try counts.
boost::asio::awaitable<void> forget_try(App const& app, storage::TokenDigest key);

}  // namespace collegium::server::mastodon
