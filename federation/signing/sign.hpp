// Sign: our requests, in draft-cavage-12 as every peer accepts it (wire reference 1.1) or in RFC 9421 (1.5).
#pragma once

#include "federation/node.hpp"

namespace collegium::federation {

// Who signs: one of our actors with its keys.
struct Signer {
    Signer(std::string actor_, std::shared_ptr<ActorKeys const> keys_)
        : actor{std::move(actor_)}, keys{std::move(keys_)} {}

    std::string actor;  // IRI
    std::shared_ptr<ActorKeys const> keys;
};

// How to sign.
struct SignatureForm {
    storage::SignatureFormat format = storage::SignatureFormat::cavage;
    bool without_query = false;  // cavage only: some peers compute (request-target) from the path alone
};

// What a signature covers of a body, in both dialects.
struct BodyDigests {
    std::string digest;          // RFC 3230
    std::string content_digest;  // RFC 9530
};

BodyDigests digests_of(std::string_view body);

// The instance actor, which signs fetches. Throws CorruptRecord before `collegium init` has made it.
Signer instance_signer(Node const& node);
Signer signer_of(Node const& node, storage::Handle local_actor);
Signer signer_of(
    Node const& node, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle local_actor
);

// What we call ourselves in requests.
std::string user_agent_of(Node const& node);

// Adds Date, User-Agent, a digest (if there is a body) and the signature. The arithmetic runs on the workers.
// known: of the request's body, if somebody has made them already; they outlive the wait.
// Refuses malformed if the request cannot be signed.
boost::asio::awaitable<Result<OutgoingRequest>> sign(
    Node const& node, Signer signer, OutgoingRequest request, SignatureForm form, BodyDigests const* known = nullptr
);

}  // namespace collegium::federation
