// Idempotency-Key: what was sent twice is posted once (clients 2e.7). Remembered for an hour, for each member.
#pragma once

#include "federation/admit.hpp"
#include "server/app.hpp"

namespace collegium::server::mastodon {

// The place of this call's key; nothing if the call carries none.
std::optional<storage::TokenDigest> repeat_key(App const& app, Call const& call);

// The number that was posted under the key within the hour.
std::optional<storage::LocalId> posted_before(App const& app, std::optional<storage::TokenDigest> const& key);

// For perform(): notes that this number was posted under the key, in the act's own transaction, so that neither is
// there without the other. Refuses duplicate if another try was quicker. Empty without a key.
federation::Alongside noting_once(App const& app, std::optional<storage::TokenDigest> key, storage::LocalId number);

}  // namespace collegium::server::mastodon
