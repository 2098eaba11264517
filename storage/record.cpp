#include "storage/record.hpp"

#include "crypto/digest.hpp"
#include "storage/codec.hpp"

#include <algorithm>

namespace collegium::storage {

namespace {

constexpr std::size_t digest_size = crypto_generichash_BYTES_MIN;
constexpr std::size_t size_and_short_key = 64;  // bytes

unsigned char const* raw(std::string_view text) noexcept {
    return crypto::bytes_of(text).data();
}

}  // namespace

RecordSeal::RecordSeal(std::string_view table) : table_{table} {
    auto const key = crypto::sha256(crypto::bytes_of(table));
    crypto_generichash_init(&begun_, key.data(), key.size(), digest_size);
}

std::string RecordSeal::wrap(std::string_view key, std::uint8_t version, std::string_view payload) const {
    std::string record;
    record.reserve(1 + payload.size() + checksum_size);
    record += static_cast<char>(version);
    record += payload;
    auto const sum = checksum(key, record);
    record += crypto::text_of(sum);
    return record;
}

RecordSeal::Opened RecordSeal::unwrap(std::string_view key, std::string_view record) const {
    if (record.size() < 1 + checksum_size) throw CorruptRecord{"a record of table " + table_ + " is cut short"};
    auto const versioned = record.substr(0, record.size() - checksum_size);
    auto const sum = checksum(key, versioned);
    if (crypto::text_of(sum) != record.substr(versioned.size()))
        throw CorruptRecord{"a record of table " + table_ + " does not match its checksum"};
    return {static_cast<std::uint8_t>(versioned.front()), versioned.substr(1)};
}

RecordSeal::Checksum RecordSeal::checksum(std::string_view key, std::string_view versioned) const noexcept {
    std::array<unsigned char, 8> size{};
    for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<unsigned char>(key.size() >> (56 - 8 * i));
    auto state = begun_;
    std::array<unsigned char, digest_size> digest;
    // Most keys are short: what stands before the value goes in at once.
    std::array<unsigned char, size_and_short_key> before{};
    auto const end = std::ranges::copy(size, before.begin()).out;
    if (key.size() <= before.size() - size.size()) {
        std::ranges::copy(crypto::bytes_of(key), end);
        crypto_generichash_update(&state, before.data(), size.size() + key.size());
    } else {
        crypto_generichash_update(&state, size.data(), size.size());
        crypto_generichash_update(&state, raw(key), key.size());
    }
    crypto_generichash_update(&state, raw(versioned), versioned.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    Checksum sum;
    std::copy_n(digest.begin(), sum.size(), sum.begin());
    return sum;
}

}  // namespace collegium::storage
