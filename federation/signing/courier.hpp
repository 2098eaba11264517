// Courier: one request to another node, signed in the form that this node understands (wire reference 1.5).
#pragma once

#include "federation/signing/sign.hpp"
#include "storage/iri.hpp"

#include <functional>

namespace collegium::federation {

// An activity on its way to an inbox.
OutgoingRequest message_to(Iri const& inbox, std::string activity);

// What says one thing as often as it is asked to. Each time a request is made it is a new one, and no two are held at
// the same time: a post to thousands is thousands of bodies under way.
struct Message {
    Message(std::function<OutgoingRequest()> request_, BodyDigests const* digests_)
        : request{std::move(request_)}, digests{digests_} {}

    std::function<OutgoingRequest()> request;
    BodyDigests const* digests;  // of its body; nothing: they are made for each signature. They outlive the exchange.
};

// Signs, sends and reads the answer. What is answered with 400 or 401 is signed afresh and sent once more in another
// form: the one that Accept-Signature asks for, or without the query in (request-target), or the other dialect. What is
// taken then is remembered for the host.
// Refuses what Network::exchange refuses, and malformed if it cannot be signed.
boost::asio::awaitable<Result<IncomingResponse>> exchange_signed(
    Node const& node, Signer signer, OutgoingRequest request
);
boost::asio::awaitable<Result<IncomingResponse>> exchange_signed(Node const& node, Signer signer, Message message);

}  // namespace collegium::federation
