// Reminder round: those who look after what the school has adopted hear when its follow-up is due, and when nobody has
// spoken of it for so long that it has lapsed.
#pragma once

#include "server/app.hpp"

namespace collegium::server::adoption {

// A newer reminder takes the place of the one before. Doing it again on the same day changes nothing.
boost::asio::awaitable<void> tend_adoptions(App const& app);

}  // namespace collegium::server::adoption
