// Readers: to whom documents are given. A member's program shows a token, and then reads what the member may; a partner
// that signs its request sees what was meant for its people; some nodes give documents to partners only
// (federation.secure_fetch).
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// True where programs read: a cookie tells nothing there.
bool is_for_programs(Call const& call, Route const& route);

// Knows the member behind a token, if it may read; an answer is what turns away a token that is not good.
std::optional<Response> recognise_reader(App const& app, Call& call);

// A document that one member may read is for no cache.
Response for_this_member(Call const& call, Response response);

// True if the answer depends on who signed the request: it is signed, or it has to be.
bool depends_on_reader(App const& app, Call const& call, Route const& route);

// Answers a request of that kind: partners by the route's handler. Where documents are for
// partners only, strangers are refused or, where the document is an actor's, see what they need to check its
// signatures; elsewhere they see what everybody sees.
boost::asio::awaitable<Response> answer_reader(App const& app, Call call, Route const& route);

}  // namespace collegium::server
