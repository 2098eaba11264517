// Credentials: the three places in which clients of streams put their token (clients 2c), since browsers cannot set
// fields of a WebSocket.
#pragma once

#include "server/app.hpp"

#include <string>

namespace collegium::server::streaming {

// Of the Authorization field, else of Sec-WebSocket-Protocol, else of the query. Empty: there is none.
std::string token_of(Call const& call);

}  // namespace collegium::server::streaming
