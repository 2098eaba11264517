#include "storage/codec.hpp"

#include <array>

namespace collegium::storage {

void append_fixed(std::string& bytes, std::uint64_t number) {
    std::array<char, 8> fixed{};
    for (std::size_t i = 0; i < fixed.size(); ++i) fixed[i] = static_cast<char>(number >> (56 - 8 * i) & 0xff);
    bytes.append(fixed.data(), fixed.size());
}

void append_varint(std::string& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes += static_cast<char>((number & 0x7f) | 0x80);
    bytes += static_cast<char>(number);
}

std::uint64_t take_fixed(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (char const c : take_bytes(bytes, 8)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        auto const byte = static_cast<unsigned char>(take_bytes(bytes, 1).front());
        number |= std::uint64_t{byte & 0x7fu} << shift;
        if (byte < 0x80) return number;
    }
    throw CorruptRecord{"a number on disk does not end"};
}

std::string_view take_bytes(std::string_view& bytes, std::uint64_t size) {
    if (size > bytes.size()) throw CorruptRecord{"a record on disk is too short"};
    auto const taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

}  // namespace collegium::storage
