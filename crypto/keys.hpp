// Signing keys: RSA for the Fediverse, Ed25519 for proofs and between our own nodes.
// Keys are values, cheap to copy, and safe to use from several threads at once.
#pragma once

#include "crypto/bytes.hpp"

#include <array>
#include <memory>
#include <variant>

namespace collegium::crypto {

enum class RsaHash { sha256, sha512 };

// PKCS #1 v1.5 signatures (RFC 8017 section 8.2). 2048 to 8192 bits, public exponent odd and above 2.
class RsaPublicKey {
public:
    // "-----BEGIN PUBLIC KEY-----" (SubjectPublicKeyInfo) or "-----BEGIN RSA PUBLIC KEY-----" (PKCS #1).
    // Nothing else may stand around it. Costs about 10 us: parse once, then keep the key or its raw numbers.
    static std::optional<RsaPublicKey> from_pem(std::string_view pem);

    // Big-endian modulus and exponent (64 bits at most). Costs about 7 us.
    static std::optional<RsaPublicKey> from_numbers(ByteView modulus, ByteView exponent);

    std::string pem() const;  // SubjectPublicKeyInfo, the form that peers expect in publicKeyPem
    Bytes modulus() const;
    Bytes exponent() const;

    bool verify(ByteView message, ByteView signature, RsaHash hash = RsaHash::sha256) const;

private:
    friend class RsaPrivateKey;
    explicit RsaPublicKey(std::shared_ptr<void> key) : key_{std::move(key)} {}
    std::shared_ptr<void> key_;  // EVP_PKEY_CTX, ready to verify
};

class RsaPrivateKey {
public:
    // 2048 bits. Takes 0.2 to 0.5 s. Throws std::runtime_error if the library cannot.
    static RsaPrivateKey generate();
    static std::optional<RsaPrivateKey> from_pem(std::string_view pem);  // PKCS #8 or PKCS #1, unencrypted

    std::string pem() const;  // PKCS #8
    RsaPublicKey public_key() const;
    Bytes sign(ByteView message, RsaHash hash = RsaHash::sha256) const;  // about 0.42 ms: never on a shard

private:
    explicit RsaPrivateKey(std::shared_ptr<void> key) : key_{std::move(key)} {}
    std::shared_ptr<void> key_;  // EVP_PKEY
};

class Ed25519PublicKey {
public:
    static std::optional<Ed25519PublicKey> from_raw(ByteView bytes);  // 32 bytes

    // FEP-521a: 'z' + base58btc(0xed 0x01 + 32 bytes). Another codec or length is refused.
    static std::optional<Ed25519PublicKey> from_multikey(std::string_view text);

    std::string multikey() const;
    ByteView raw() const noexcept { return bytes_; }
    bool verify(ByteView message, ByteView signature) const;  // RFC 8032, 64 bytes

    bool operator==(Ed25519PublicKey const&) const = default;

private:
    std::array<std::uint8_t, 32> bytes_{};
};

class Ed25519PrivateKey {
public:
    static Ed25519PrivateKey generate();
    static std::optional<Ed25519PrivateKey> from_seed(ByteView seed);         // 32 bytes
    static std::optional<Ed25519PrivateKey> from_multikey(std::string_view);  // 'z' + base58btc(0x80 0x26 + seed)

    ByteView seed() const noexcept { return ByteView{secret_}.first(32); }
    Ed25519PublicKey public_key() const;
    Bytes sign(ByteView message) const;  // 23 us

private:
    std::array<std::uint8_t, 64> secret_{};  // seed, then public key, as libsodium wants it
};

using PublicKey = std::variant<RsaPublicKey, Ed25519PublicKey>;

}  // namespace collegium::crypto
