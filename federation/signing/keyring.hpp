// Keyring: the private keys of this node's own actors, sealed on disk and open only in memory.
#pragma once

#include "crypto/keys.hpp"
#include "crypto/sealed.hpp"
#include "storage/store.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace collegium::federation {

struct ActorKeys {
    crypto::RsaPrivateKey rsa;
    crypto::Ed25519PrivateKey ed25519;
    std::string mark{};  // at the end of their ids: empty for the first keys of an actor

    // By which name others look them up. actor: its IRI.
    std::string rsa_id(std::string_view actor) const { return std::string{actor} + "#main-key" + mark; }
    std::string ed25519_id(std::string_view actor) const { return std::string{actor} + "#ed25519-key" + mark; }
};

class Keyring {
public:
    explicit Keyring(crypto::SealingKey const& sealing_key) : sealing_key_{sealing_key} {}

    // Fresh keys. Takes up to half a second (RSA): never on a shard or in a transaction.
    static ActorKeys generate();

    storage::SecretRecord seal(ActorKeys const& keys, std::string_view actor_iri) const;

    // The keys of one of our actors, as this snapshot has them: another process may have given it others. Throws
    // CorruptRecord if it has none or the sealing key does not open them. Opened once, not each time. From any thread.
    std::shared_ptr<ActorKeys const> keys_of(
        storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor
    );

    // What others gave us to show them. context: whose it is. Nothing if it was not sealed for that.
    std::string seal_token(std::string_view token, std::string_view context) const;
    std::optional<std::string> open_token(std::string_view sealed, std::string_view context) const;

    // What others show us, as the tables keep it.
    storage::TokenDigest digest_of(std::string_view token) const;

private:
    crypto::SealingKey sealing_key_;
    std::mutex mutex_;  // guards open_
    struct Open {
        storage::SecretRecord sealed;  // what they were opened from
        std::shared_ptr<ActorKeys const> keys;
    };
    std::unordered_map<storage::Handle, Open> open_;
};

}  // namespace collegium::federation
