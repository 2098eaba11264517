// Register care: programs and tokens that nobody can use, or ever used, are let go. Strangers may register programs, so
// what they leave behind must not stay.
#pragma once

#include "server/app.hpp"

namespace collegium::server::oauth {

// How long a program may take from its registration to the first member who lets it in.
constexpr std::chrono::hours patience{24};

// Erases tokens that are over, and programs that no member ever let in and that hold no token. To be called daily.
boost::asio::awaitable<void> forget_unused(App const& app);

}  // namespace collegium::server::oauth
