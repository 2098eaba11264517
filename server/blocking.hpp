// Blocking: a member shuts somebody out for themselves, by programs of either kind. Nobody else is told of it, so it is
// in a register and not in the log (ActivityPub 6.9).
#pragma once

#include "server/app.hpp"

namespace collegium::server {

// Whoever is shut out follows the member no longer, nor the member them: those two ends are told, as always. Done
// already is as good as done.
// member: of this node. other: anybody with an actor.
// Refuses not_allowed whoever means themselves, and what perform() refuses.
boost::asio::awaitable<Result<storage::Nothing>> block(App const& app, storage::Handle member, storage::Handle other);

// What ended with the block does not begin again. Refuses unconcerned where there is none.
boost::asio::awaitable<Result<storage::Nothing>> unblock(App const& app, storage::Handle member, storage::Handle other);

}  // namespace collegium::server
