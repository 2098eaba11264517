// Acts of a member about a status, and taking them back.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

// Undoes what this entry of the log did, which must be an act of that member. Refuses not_found if it is not kept.
boost::asio::awaitable<Result<void>> take_back(App const& app, storage::Handle member, storage::Seq seq);

}  // namespace collegium::server::mastodon
