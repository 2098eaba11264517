// HTTP signatures, both dialects of the Fediverse: draft-cavage-http-signatures-12 and RFC 9421.
// Text in, text out: who may sign what, and when, is decided in federation/verify.
#pragma once

#include "crypto/bytes.hpp"
#include "crypto/keys.hpp"

#include <cstdint>
#include <span>

namespace collegium::crypto {

struct HeaderField {
    std::string name;  // as it came; compared without case
    std::string value;
};

// What a signature can cover. The views must outlive the call.
struct RequestView {
    std::string_view method;  // "POST"
    std::string_view origin;  // "https://node.example": ours as configured, never from the request
    std::string_view target;  // "/inbox?x=1", as on the request line
    std::span<HeaderField const> fields;
};

// --- draft-cavage-12 ---------------------------------------------------------------------------------------------

struct CavageSignature {
    std::string key_id;
    std::string algorithm;             // lower case; empty if absent
    std::vector<std::string> headers;  // lower case, in order; {"date"} if absent (draft 12: (created))
    Bytes signature;
    std::optional<std::int64_t> created;  // seconds since 1970; bare or quoted on input
    std::optional<std::int64_t> expires;
};

// Parses the value of a Signature field (or of Authorization after "Signature "). Blanks after commas are fine, unknown
// parameters are ignored. Refused: a parameter or a header name twice, no keyId, no signature, bad base64,
// more than 64 headers, 16 parameters or 8 KiB.
std::optional<CavageSignature> parse_cavage(std::string_view field);

// The string that was signed (section 2.3). `target` replaces the request's own, so that a caller can try with and
// without the query. Nothing if a listed header is not in the request, if a pseudo header is unknown, or if (created)
// or (expires) is signed under the name of an algorithm older than them (rsa-..., hmac-..., ecdsa-...). A header that
// came several times is joined with ", ".
std::optional<std::string> cavage_signing_string(
    CavageSignature const& signature, RequestView const& request, std::string_view target
);

// The value of the Signature field in the one profile that every peer accepts: keyId, algorithm="rsa-sha256", headers,
// signature; no blanks after commas. Nothing if a named header is missing from the request.
std::optional<std::string> sign_cavage(
    RequestView const& request,
    std::string_view key_id,
    std::span<std::string_view const> headers,
    RsaPrivateKey const& key
);

// True if the key made this signature over this text. The algorithm follows from the key: hs2019, rsa-sha256,
// rsa-sha512 and an absent name try SHA-256, then SHA-512; an Ed25519 key is used raw. A name that contradicts
// the key is refused.
bool verify_cavage(CavageSignature const& signature, std::string_view signing_string, PublicKey const& key);

// --- RFC 9421 ----------------------------------------------------------------------------------------------------

struct MessageSignature {
    std::string label;
    std::vector<std::string> components;  // names as they came: "@method", "content-digest"
    std::string parameters;               // the inner list with its parameters, byte for byte as it came
    std::string key_id;                   // empty if absent
    std::string algorithm;                // empty if absent
    std::optional<std::int64_t> created;
    std::optional<std::int64_t> expires;
    Bytes signature;
};

// Parses Signature-Input and Signature as structured fields (RFC 8941). Labels that are in only one of the two are left
// out. Components with parameters (;sf ;key ;req ...) make that signature unusable, and it is left out.
// Nothing if a field is not well formed or says something twice; at most 8 signatures of 64 components and 8 KiB for
// each field.
std::optional<std::vector<MessageSignature>> parse_message_signatures(
    std::string_view signature_input, std::string_view signature
);

// The signature base (section 2.5). Derived components: @method @target-uri @authority @scheme @request-target @path
// @query. Nothing if a covered field is missing, a component is covered twice or is unknown.
std::optional<std::string> signature_base(MessageSignature const& signature, RequestView const& request);

struct SignedMessage {
    std::string signature_input;  // value of Signature-Input, label sig1
    std::string signature;        // value of Signature
};

// Signs with label sig1 and the parameters created, keyid, alg ("rsa-v1_5-sha256"; `alg` is left out for
// Ed25519, as in vector V2 of our wire reference). Nothing if a covered field is missing.
std::optional<SignedMessage> sign_message(
    RequestView const& request,
    std::span<std::string_view const> components,
    std::int64_t created,
    std::string_view key_id,
    std::variant<RsaPrivateKey, Ed25519PrivateKey> const& key
);

// What Accept-Signature (section 5.1) asks for: the name of the algorithm, empty if any will do. Nothing if the field
// asks for no signature at all, or cannot be read.
std::optional<std::string> requested_algorithm(std::string_view accept_signature);

// True if the key made this signature over this base. Takes rsa-v1_5-sha256, rsa-v1_5-sha512 and ed25519, or no alg at
// all, which means SHA-256 for RSA; an alg that contradicts the key is refused.
bool verify_message(MessageSignature const& signature, std::string_view base, PublicKey const& key);

}  // namespace collegium::crypto
