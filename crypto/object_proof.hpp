// Object integrity proofs: FEP-8b32 with cryptosuite eddsa-jcs-2022 (W3C vc-di-eddsa).
#pragma once

#include "crypto/json_value.hpp"
#include "crypto/keys.hpp"

namespace collegium::crypto {

// The proof for a document that has none yet, as JSON text: the value of its "proof" member.
// The proof repeats the document's @context, so that every known implementation hashes the same bytes.
// created: RFC 3339, UTC, whole seconds. verification_method: the IRI of the Multikey.
std::string make_proof(
    JsonValue const& document,
    std::string_view verification_method,
    std::string_view created,
    Ed25519PrivateKey const& key
);

// What a proof claims. The document must hold exactly one proof object of this suite and purpose, with a method and a
// date. Whether the date and the end fit is for the caller to decide.
struct ProofClaim {
    std::string verification_method;
    std::string created;
    std::string expires;  // empty if absent
};

std::optional<ProofClaim> read_proof(JsonValue const& document);

// True if the key made the document's proof over the document as it is. A Linked Data "signature" member is left out of
// the hash. A proof with @context must repeat the document's or a prefix of it; one without is
// tried as it is, then with the document's context (the two habits of the field).
bool verify_proof(JsonValue const& document, Ed25519PublicKey const& key);

}  // namespace collegium::crypto
