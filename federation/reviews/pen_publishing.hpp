// Pen publishing: what the node of a guide's community does with reviews that were handed in to it. Keys are slow to
// make, so this is no part of the rule: it looks at what waits, and every answer is an act of the log.
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::federation::reviews {

constexpr std::size_t most_tended = 10;  // in one round

// Publishes what waits, each as an actor made for this reviewer and this guide, or tells its reviewer why not. Deletes
// what was taken back, and what people wrote who are gone; who they were is forgotten. What this node cannot do now, and
// what is more than most_tended, waits for the next time.
boost::asio::awaitable<void> tend_hand_ins(Node const& node);

}  // namespace collegium::federation::reviews
