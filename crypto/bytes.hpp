// Bytes and their spellings: hex, base64, base58. Decoders refuse what they cannot have produced.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::crypto {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<std::uint8_t const>;

ByteView bytes_of(std::string_view text) noexcept;
std::string_view text_of(ByteView bytes) noexcept;

std::string to_hex(ByteView bytes);                    // lower case
std::optional<Bytes> from_hex(std::string_view text);  // either case

std::string to_base64(ByteView bytes);                    // RFC 4648 section 4, padded
std::optional<Bytes> from_base64(std::string_view text);  // padded; no blanks, no stray bits

std::string to_base64url(ByteView bytes);                    // RFC 4648 section 5, without padding
std::optional<Bytes> from_base64url(std::string_view text);  // without padding

// Bitcoin's alphabet, as multibase 'z' uses it. The work is quadratic, so at most 256 bytes or 512 characters.
std::string to_base58(ByteView bytes);
std::optional<Bytes> from_base58(std::string_view text);

// Takes the same time wherever the two differ. Different sizes are unequal.
bool equal_in_constant_time(ByteView left, ByteView right) noexcept;

}  // namespace collegium::crypto
