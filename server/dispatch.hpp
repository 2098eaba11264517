// Dispatch: from a request to its handler, through the one gate that knows doors, sign-ins and forms.
#pragma once

#include "server/routes.hpp"

namespace collegium::server {

// Answers every request. Adds the policy headers; a refusal becomes a page for people and JSON for machines.
boost::asio::awaitable<Response> dispatch(App const& app, Request request);

// The answer to a refusal, in the form that this caller reads.
Response refuse(App const& app, Call const& call, Refusal refusal);

}  // namespace collegium::server
