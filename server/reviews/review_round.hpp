// Review round: what requests for reviews need from time to time: members are reminded before and after the day that a
// review is due, and where nobody took it on, the next one is asked in the name of whoever asked.
#pragma once

#include "server/app.hpp"

namespace collegium::server::reviews {

constexpr std::chrono::days told_of_late{30};     // a day that passed longer ago is news to nobody
constexpr std::chrono::days oldest_request{400};  // what was asked longer ago is let be

// Asks the alternates whose turn it is, each once, then reminds members of this node, each once before the day and once
// after it. Doing it again changes nothing.
boost::asio::awaitable<void> tend_requests(App const& app);

// Publishes what was handed in under pen names to communities of this node, or says why not, and deletes what was taken
// back. Doing it again changes nothing.
boost::asio::awaitable<void> tend_pen_names(App const& app);

}  // namespace collegium::server::reviews
