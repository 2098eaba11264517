// Courier: one request to another node, signed in the form that this node understands.
#pragma once

#include "federation/sign.hpp"

namespace collegium::federation {

// Signs, sends and reads the answer. Refuses what Network::exchange refuses, and malformed if it cannot be signed.
boost::asio::awaitable<Result<IncomingResponse>> exchange_signed(
    Node const& node, Signer signer, OutgoingRequest request
);

}  // namespace collegium::federation
