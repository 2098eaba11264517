// Multikeys (FEP-521a): 'z', then base58btc of a two-byte codec and a key of 32 bytes.
#pragma once

#include "crypto/bytes.hpp"

#include <array>

namespace collegium::crypto {

// Codecs as unsigned varints, from https://github.com/multiformats/multicodec.
using Codec = std::array<std::uint8_t, 2>;
inline constexpr Codec ed25519_public_codec{0xED, 0x01};
inline constexpr Codec ed25519_secret_codec{0x80, 0x26};

std::string to_multikey(Codec codec, ByteView key);
std::optional<Bytes> from_multikey(Codec codec, std::string_view text);  // 32 bytes, or refused

}  // namespace collegium::crypto
