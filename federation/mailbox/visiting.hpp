// Visiting: a node that nobody can reach goes to its partners for what is for it (needs M8).
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>

namespace collegium::federation::mailbox {

// What this node answers to a request that comes in by its own door: the same checks, the same limits.
using Door = std::function<boost::asio::awaitable<IncomingResponse>(OutgoingRequest)>;

// Goes once to each partner that keeps a mailbox for us, and again as long as there is something, at most 20 times.
// What is fetched is answered in the background, on the caller's executor: one request may need another one to be
// answered first. The authenticity of each is judged by the door, as that of whatever comes in; what we fetch comes
// over TLS from the host that says it, and is never passed on to anybody. A place that cannot be reached is logged, and
// tried at the next round. node and door outlive what was begun.
boost::asio::awaitable<void> visit_all(Node const& node, Door const& door);

}  // namespace collegium::federation::mailbox
