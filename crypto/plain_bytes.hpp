// Bytes that stand for themselves in a text of JSON: most of every message and of every answer, so eight are looked at
// at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace collegium::crypto {

// How many bytes at the beginning are neither controls nor '"' nor '\'.
std::size_t plain_bytes(std::string_view text) noexcept;

// The same, and below 0x80.
std::size_t plain_ascii(std::string_view text) noexcept;

}  // namespace collegium::crypto
