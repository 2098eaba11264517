// The round of retention: once a day, what is due goes, and nothing else (needs O1).
#pragma once

#include "server/app.hpp"

namespace collegium::server::retention {

// Notes what is closed by now, and disposes of what is due by the rules and is not held; whatever went is in the log of
// disposals in the same transaction, and what was broken off goes on in the next round. Of an account that an open
// report or safeguarding case is about nothing goes. A node that is read-only disposes of nothing, and so does one
// whose clock is not to be believed (sure_time), which begins no period either: its operators are told (health).
boost::asio::awaitable<void> tend_retention(App const& app);

}  // namespace collegium::server::retention
