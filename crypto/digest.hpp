// Digests, and the header fields that carry them: Digest (RFC 3230) and Content-Digest (RFC 9530).
#pragma once

#include "crypto/bytes.hpp"

#include <array>

namespace collegium::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
using Sha512 = std::array<std::uint8_t, 64>;

Sha256 sha256(ByteView bytes);
Sha512 sha512(ByteView bytes);

// "SHA-256=<base64>": the one spelling of Digest that every peer compares literally.
std::string digest_field(ByteView body);

// "sha-256=:<base64>:" (RFC 9530 section 2).
std::string content_digest_field(ByteView body);

// True if the field names SHA-256 or SHA-512 at least once and every digest of those two is the body's.
// Algorithm names in any case; unknown algorithms are ignored; compared in constant time.
bool digest_field_matches(std::string_view field, ByteView body);
bool content_digest_field_matches(std::string_view field, ByteView body);

}  // namespace collegium::crypto
