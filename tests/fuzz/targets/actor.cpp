// Documents of actors, their keys and proofs. The first line is the id of a key, the rest a document.
#include "federation/actor.hpp"

#include "crypto/multikey.hpp"
#include "crypto/object_proof.hpp"
#include "federation/signing/capabilities.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

void read_multikey(std::string_view text) {
    for (auto const codec : {crypto::ed25519_public_codec, crypto::ed25519_secret_codec}) {
        auto const key = crypto::from_multikey(codec, text);
        if (!key) continue;
        require(key->size() == 32, "a key has 32 bytes");
        require(crypto::to_multikey(codec, *key) == text, "a key has one spelling");
    }
}

void read_actor(std::string_view input) {
    auto const key_id = take_line(input);
    read_multikey(key_id);
    if (auto const document = federation::document_of_key(key_id))
        require(key_id.starts_with(document->origin()), "a key is at the origin of its document");

    auto const json = federation::Json::read_object(std::string{input}, federation::incoming_json);
    if (!json) return;
    static_cast<void>(federation::capabilities::signature_format(json->root()));
    if (auto const proof = crypto::read_proof(json->root()))
        require(!proof->verification_method.empty() && !proof->created.empty(), "a proof says whose it is, and when");

    auto const actor = federation::Actor::parse(json->root());
    if (!actor) return;
    auto const& record = actor->record;
    require(record.inbox.starts_with(actor->id.origin()), "an inbox is at its owner's origin");
    for (auto const& id : federation::key_ids_of(record)) {
        require(id.empty() || id.starts_with(actor->id.origin()), "a key is its owner's");
        static_cast<void>(federation::ed25519_key_named(record, id));
    }
    if (auto const key = crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(record.ed25519_key)))
        static_cast<void>(crypto::verify_proof(json->root(), *key));
}

Registered const actor_target{{"actor", read_actor}};

}  // namespace

}  // namespace collegium::fuzz
