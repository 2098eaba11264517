// Courier: one request to another node, signed in the form that this node understands (wire reference 1.5).
#pragma once

#include "federation/signing/sign.hpp"
#include "storage/iri.hpp"

namespace collegium::federation {

// An activity on its way to an inbox.
OutgoingRequest message_to(Iri const& inbox, std::string activity);

// Signs, sends and reads the answer. What is answered with 400 or 401 is signed afresh and sent once more in another
// form: the one that Accept-Signature asks for, or without the query in (request-target), or the other dialect. What is
// taken then is remembered for the host.
// Refuses what Network::exchange refuses, and malformed if it cannot be signed.
boost::asio::awaitable<Result<IncomingResponse>> exchange_signed(
    Node const& node, Signer signer, OutgoingRequest request
);

}  // namespace collegium::federation
