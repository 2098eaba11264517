#include "crypto/bytes.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace collegium::crypto {
namespace {

constexpr std::string_view base58_digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::uint64_t base58_five = 58ull * 58 * 58 * 58 * 58;
constexpr std::size_t max_base58_bytes = 256;
constexpr std::size_t max_base58_digits = 512;

std::string encode_base64(ByteView bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // libsodium counts a final NUL
    return text;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// libsodium refuses strangers to the alphabet, wrong padding and bits that no encoder leaves behind. But 1.0.18 takes
// every byte from 0x80 up for a digit, where char is signed.
std::optional<Bytes> decode_base64(std::string_view text, int variant) {
    if (!is_ascii(text)) return std::nullopt;
    Bytes bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    auto const refused =
        sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, variant);
    if (refused != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

// number := number * base + digit, where number is little-endian in units below `unit`.
void multiply_and_add(Bytes& number, unsigned unit, unsigned base, unsigned digit) {
    unsigned carry = digit;
    for (auto& part : number) {
        carry += part * base;
        part = static_cast<std::uint8_t>(carry % unit);
        carry /= unit;
    }
    for (; carry != 0; carry /= unit) number.push_back(static_cast<std::uint8_t>(carry % unit));
}

}  // namespace

ByteView bytes_of(std::string_view text) noexcept {
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

std::string_view text_of(ByteView bytes) noexcept {
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes) {
    std::string text(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
    Bytes bytes(text.size() / 2 + 1);  // libsodium wants an address even for nothing
    std::size_t size = 0;
    auto const refused = sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr);
    if (refused != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string to_base64(ByteView bytes) {
    return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<Bytes> from_base64(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string to_base64url(ByteView bytes) {
    return encode_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<Bytes> from_base64url(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string to_base58(ByteView bytes) {
    if (bytes.size() > max_base58_bytes) throw std::length_error{"base58 of more than 256 bytes"};
    auto const first = std::find_if(bytes.begin(), bytes.end(), [](auto byte) { return byte != 0; });
    auto const zeros = static_cast<std::size_t>(first - bytes.begin());
    auto rest = bytes.subspan(zeros);
    std::vector<std::uint64_t> fives;  // five digits each, the last ones first
    while (!rest.empty()) {
        auto const taken = (rest.size() - 1) % 4 + 1;  // of the first word; four of each that follows
        std::uint64_t word = 0;
        for (auto const byte : rest.first(taken)) word = word << 8 | byte;
        for (auto& five : fives) {
            word += five << 32;
            five = word % base58_five;
            word /= base58_five;
        }
        for (; word != 0; word /= base58_five) fives.push_back(word % base58_five);
        rest = rest.subspan(taken);
    }

    std::string text;  // the last digit first
    for (auto five : fives)
        for (unsigned digit = 0; digit < 5; ++digit, five /= 58) text += base58_digits[five % 58];
    text.erase(text.find_last_not_of('1') + 1);
    text.append(zeros, '1');  // one for each leading zero byte
    std::ranges::reverse(text);
    return text;
}

std::optional<Bytes> from_base58(std::string_view text) {
    if (text.size() > max_base58_digits) return std::nullopt;
    auto const zeros = std::min(text.find_first_not_of('1'), text.size());
    Bytes bytes;
    for (char const letter : text.substr(zeros)) {
        auto const digit = base58_digits.find(letter);
        if (digit == std::string_view::npos) return std::nullopt;
        multiply_and_add(bytes, 256, 58, static_cast<unsigned>(digit));
    }
    bytes.resize(bytes.size() + zeros);
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

bool equal_in_constant_time(ByteView left, ByteView right) noexcept {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace collegium::crypto
