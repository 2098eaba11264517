// What a school of the village answers, as the handlers of its server would.
#pragma once

#include "tests/federation/village.hpp"

namespace collegium::tests {

federation::IncomingResponse answer_get(School& school, federation::OutgoingRequest const& request);

// What was posted to an inbox.
boost::asio::awaitable<federation::IncomingResponse> answer_post(School& school, federation::OutgoingRequest request);

}  // namespace collegium::tests
