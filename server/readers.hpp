// Readers: to whom documents are given, where a node gives them to partners only (federation.secure_fetch).
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// True if the answer depends on who signed the request.
bool depends_on_reader(App const& app, Call const& call, Route const& route);

// Answers a request of that kind: partners by the route's handler; strangers are refused or, where the document is an
// actor's, see what they need to check its signatures.
boost::asio::awaitable<Response> answer_reader(App const& app, Call call, Route const& route);

}  // namespace collegium::server
