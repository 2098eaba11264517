// Secrets at rest: XChaCha20-Poly1305 under the node's sealing key, which lives outside the data directory.
#pragma once

#include "crypto/bytes.hpp"

#include <array>

namespace collegium::crypto {

// Wiped from memory when it goes out of scope.
class SealingKey {
public:
    static constexpr std::size_t size = 32;

    static SealingKey generate();
    static std::optional<SealingKey> from_hex(std::string_view text);  // 64 digits, as in the key file

    ~SealingKey();
    SealingKey(SealingKey const&) = default;
    SealingKey& operator=(SealingKey const&) = default;

    std::string hex() const;
    ByteView raw() const noexcept { return bytes_; }

private:
    SealingKey() = default;
    std::array<std::uint8_t, size> bytes_{};
};

// 24 bytes of nonce, then the ciphertext with its tag. `context` names what the secret belongs to: a sealed value that
// was moved to another place does not open there.
Bytes seal(SealingKey const& key, ByteView secret, std::string_view context);
std::optional<Bytes> open_sealed(SealingKey const& key, ByteView sealed, std::string_view context);

// A keyed digest for tokens (BLAKE2b-256): equal tokens can be found, none can be read back.
std::array<std::uint8_t, 32> token_digest(SealingKey const& key, std::string_view token);

}  // namespace collegium::crypto
