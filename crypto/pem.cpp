#include "crypto/pem.hpp"

#include <algorithm>
#include <array>

namespace collegium::crypto {
namespace {

constexpr std::size_t max_pem = std::size_t{16} << 10;  // an RSA key of 8192 bits needs 7 KiB with its private half
constexpr std::string_view blanks = " \t\r\n";

constexpr std::uint8_t der_integer = 0x02;
constexpr std::uint8_t der_bit_string = 0x03;
constexpr std::uint8_t der_sequence = 0x30;

// OID 1.2.840.113549.1.1.1, rsaEncryption, with its NULL parameter.
constexpr std::array<std::uint8_t, 13> rsa_encryption{
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00};

std::string_view without_blanks_around(std::string_view text) {
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<Bytes> decode_lines(std::string_view lines) {
    std::string base64{lines};
    std::erase_if(base64, [](char c) { return blanks.find(c) != std::string_view::npos; });
    return from_base64(base64);
}

// The size of an element's content, taken off the front together with its encoding. DER allows one spelling.
std::optional<std::size_t> take_size(ByteView& der) {
    if (der.empty()) return std::nullopt;
    std::size_t size = der[0];
    std::size_t const following = size < 0x80 ? 0 : size & 0x7F;
    if (size == 0x80 || following > 2 || der.size() < 1 + following) return std::nullopt;
    if (following > 0) size = der[1];
    if (following > 1) size = size << 8 | der[2];
    if (following > 0 && size < (following == 1 ? 0x80u : 0x100u)) return std::nullopt;
    der = der.subspan(1 + following);
    return size;
}

// The content of one element with this tag, taken off the front of `der`.
std::optional<ByteView> take(ByteView& der, std::uint8_t tag) {
    if (der.empty() || der[0] != tag) return std::nullopt;
    der = der.subspan(1);
    auto const size = take_size(der);
    if (!size || *size > der.size()) return std::nullopt;
    auto const content = der.first(*size);
    der = der.subspan(*size);
    return content;
}

// The content of an element that is all there is.
std::optional<ByteView> take_only(ByteView der, std::uint8_t tag) {
    auto const content = take(der, tag);
    return der.empty() ? content : std::nullopt;
}

std::optional<Bytes> take_positive(ByteView& der) {
    auto content = take(der, der_integer);
    if (!content || content->empty() || (*content)[0] >= 0x80) return std::nullopt;
    if ((*content)[0] == 0) content = content->subspan(1);
    return Bytes{content->begin(), content->end()};
}

}  // namespace

std::optional<Pem> read_pem(std::string_view text) {
    if (text.size() > max_pem) return std::nullopt;
    text = without_blanks_around(text);
    if (!take(text, "-----BEGIN ")) return std::nullopt;
    auto const label = text.substr(0, text.find("-----"));
    auto const footer = std::string{"-----END "}.append(label).append("-----");
    text.remove_prefix(label.size());
    if (!take(text, "-----") || !text.ends_with(footer)) return std::nullopt;
    text.remove_suffix(footer.size());
    auto der = decode_lines(text);
    if (!der) return std::nullopt;
    return Pem{std::string{label}, *std::move(der)};
}

std::optional<RsaNumbers> read_rsa_public_key(ByteView der) {
    auto numbers = take_only(der, der_sequence);
    if (!numbers) return std::nullopt;
    auto modulus = take_positive(*numbers);
    auto exponent = take_positive(*numbers);
    if (!modulus || !exponent || !numbers->empty()) return std::nullopt;
    return RsaNumbers{*std::move(modulus), *std::move(exponent)};
}

std::optional<RsaNumbers> read_rsa_subject_public_key(ByteView der) {
    auto info = take_only(der, der_sequence);
    if (!info) return std::nullopt;
    auto const algorithm = take(*info, der_sequence);
    if (!algorithm || !std::equal(algorithm->begin(), algorithm->end(), rsa_encryption.begin(), rsa_encryption.end()))
        return std::nullopt;
    auto const bits = take_only(*info, der_bit_string);
    if (!bits || bits->empty() || (*bits)[0] != 0) return std::nullopt;  // the first byte counts unused bits
    return read_rsa_public_key(bits->subspan(1));
}

}  // namespace collegium::crypto
