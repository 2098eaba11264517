// Review dates: authors are told when the day is over on which they wanted to look at a guide of theirs again.
#pragma once

#include "server/app.hpp"

#include <boost/asio/awaitable.hpp>

namespace collegium::server::guides {

// At most so many are told in one round; the next one goes on.
constexpr std::size_t most_reminded = 200;

// Of each day once: a guide that gets another day is told of again when that is over. While the node is read-only
// nobody is told.
boost::asio::awaitable<void> remind_authors(App const& app);

}  // namespace collegium::server::guides
