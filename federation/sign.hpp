// Sign: our requests in the one profile that every peer accepts (draft-cavage-12, wire reference 1.1).
#pragma once

#include "federation/node.hpp"

namespace collegium::federation {

// Who signs: one of our actors with its keys.
struct Signer {
    Signer(std::string key_id_, std::shared_ptr<ActorKeys const> keys_)
        : key_id{std::move(key_id_)}, keys{std::move(keys_)} {}

    std::string key_id;
    std::shared_ptr<ActorKeys const> keys;
};

// The instance actor, which signs fetches. Throws CorruptRecord before `collegium init` has made it.
Signer instance_signer(Node const& node);
Signer signer_of(Node const& node, storage::Handle local_actor);

// Adds Date, Digest (if there is a body), User-Agent and Signature. The RSA work runs on the workers.
// Refuses malformed if the request cannot be signed.
boost::asio::awaitable<Result<OutgoingRequest>> sign(Node const& node, Signer signer, OutgoingRequest request);

}  // namespace collegium::federation
