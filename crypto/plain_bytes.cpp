#include "crypto/plain_bytes.hpp"

#include <cstdint>
#include <cstring>

namespace collegium::crypto {

namespace {

constexpr std::uint64_t in_all_bytes(unsigned char byte) noexcept {
    return 0x0101010101010101u * byte;
}

constexpr std::uint64_t highest_bits = in_all_bytes(0x80);

// Whether one of eight bytes is zero; it may also say so of a byte after that one.
constexpr std::uint64_t zeros(std::uint64_t eight) noexcept {
    return (eight - in_all_bytes(1)) & ~eight & highest_bits;
}

// `odd` are the highest bits that are not to be set in a byte.
std::size_t plain_prefix(std::string_view text, std::uint64_t odd) noexcept {
    std::size_t plain = 0;
    for (; plain + 8 <= text.size(); plain += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + plain, sizeof eight);
        auto const controls = (eight - in_all_bytes(0x20)) & ~eight & highest_bits;
        if ((controls | zeros(eight ^ in_all_bytes('"')) | zeros(eight ^ in_all_bytes('\\')) | (eight & odd)) != 0)
            break;
    }
    auto const is_plain = [odd](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0x20 && c != '"' && c != '\\' && (byte & odd & 0x80) == 0;
    };
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    return plain;
}

}  // namespace

std::size_t plain_bytes(std::string_view text) noexcept {
    return plain_prefix(text, 0);
}

std::size_t plain_ascii(std::string_view text) noexcept {
    return plain_prefix(text, highest_bits);
}

}  // namespace collegium::crypto
