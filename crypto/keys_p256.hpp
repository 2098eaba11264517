// ECDSA over P-256 with SHA-256, as JSON Web Tokens have it ("ES256", RFC 7518 section 3.4). Others' keys only: nothing
// of ours is signed with it.
#pragma once

#include "crypto/bytes.hpp"

#include <memory>

namespace collegium::crypto {

class P256PublicKey {
public:
    // Big-endian coordinates of 32 bytes each. Nothing for a point that is not on the curve.
    static std::optional<P256PublicKey> from_coordinates(ByteView x, ByteView y);

    // signature: both numbers, one after the other, 64 bytes. Nothing else is taken, above all not their DER.
    bool verify(ByteView message, ByteView signature) const;

private:
    explicit P256PublicKey(std::shared_ptr<void> key) : key_{std::move(key)} {}
    std::shared_ptr<void> key_;  // EVP_PKEY
};

}  // namespace collegium::crypto
