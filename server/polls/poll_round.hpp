// Poll round: what polls need from time to time: other nodes learn how ours stand, and members learn that one is over.
#pragma once

#include "server/app.hpp"

namespace collegium::server::polls {

constexpr std::chrono::minutes between_updates{3};  // of one poll: votes come in crowds

// Tells the counts of our polls that have changed, and of those that are over for the last time; then tells members of
// the polls that are over. Doing it again changes nothing.
boost::asio::awaitable<void> tend_polls(App const& app);

}  // namespace collegium::server::polls
