#include "storage/codec.hpp"

namespace collegium::storage {

void append_fixed(std::string& bytes, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
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
