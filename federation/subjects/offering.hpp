// Offering: the actors of subjects come into being when somebody names a subject.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::federation::subjects {

// Makes the actor of each subject of this node (subject.hpp) that has none. Each takes a third of a second of a worker.
// What cannot be made is in the log, and is tried again the next time.
boost::asio::awaitable<void> offer(Node const& node);

}  // namespace collegium::federation::subjects
