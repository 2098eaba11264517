#include "federation/signing/keyring.hpp"

#include "crypto/published_keys.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace {

std::string text(crypto::Bytes const& bytes) {
    return std::string{crypto::text_of(bytes)};
}

}  // namespace

ActorKeys Keyring::generate() {
    return {crypto::RsaPrivateKey::generate(), crypto::Ed25519PrivateKey::generate()};
}

storage::SecretRecord Keyring::seal(ActorKeys const& keys, std::string_view actor_iri) const {
    auto const pem = keys.rsa.pem();
    return {
        text(crypto::seal(sealing_key_, crypto::bytes_of(pem), actor_iri)),
        text(crypto::seal(sealing_key_, keys.ed25519.seed(), actor_iri)),
        keys.mark};
}

std::string Keyring::seal_token(std::string_view token, std::string_view context) const {
    return text(crypto::seal(sealing_key_, crypto::bytes_of(token), context));
}

std::optional<std::string> Keyring::open_token(std::string_view sealed, std::string_view context) const {
    auto const opened = crypto::open_sealed(sealing_key_, crypto::bytes_of(sealed), context);
    return opened ? std::optional{text(*opened)} : std::nullopt;
}

storage::TokenDigest Keyring::digest_of(std::string_view token) const {
    return crypto::token_digest(sealing_key_, token);
}

std::shared_ptr<ActorKeys const> Keyring::keys_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor
) {
    auto const secret = tables.secrets.get(tx, actor);
    std::lock_guard const lock{mutex_};
    auto& slot = open_[actor];
    if (secret && slot.keys && slot.sealed == *secret) return slot.keys;
    if (!secret) throw storage::CorruptRecord{"one of our actors has no signing keys"};
    auto const iri = storage::iri_of(tx, tables, actor);
    auto const pem = crypto::open_sealed(sealing_key_, crypto::bytes_of(secret->rsa_key), iri);
    auto const seed = crypto::open_sealed(sealing_key_, crypto::bytes_of(secret->ed25519_seed), iri);
    if (!pem || !seed)
        throw storage::CorruptRecord{
            "the sealing key does not open the signing keys: bring back the copy of sealing.key that you keep "
            "elsewhere; "
            "without one, restore a backup with its .keys file ('collegium restore FILE --keys')"};
    auto const rsa = crypto::RsaPrivateKey::from_pem(crypto::text_of(*pem));
    auto const ed25519 = crypto::Ed25519PrivateKey::from_seed(*seed);
    if (!rsa || !ed25519) throw storage::CorruptRecord{"signing keys that are not keys"};
    if (crypto::is_published(rsa->public_key()) || crypto::is_published(ed25519->public_key()))
        throw storage::CorruptRecord{"signing keys that everybody has: give this actor new ones"};
    slot = {*secret, std::make_shared<ActorKeys const>(ActorKeys{*rsa, *ed25519, secret->mark})};
    return slot.keys;
}

}  // namespace collegium::federation
