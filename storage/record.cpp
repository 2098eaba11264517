#include "storage/record.hpp"

#include "crypto/digest.hpp"
#include "storage/codec.hpp"
#include "storage/packing.hpp"

#define XXH_INLINE_ALL
#include <sodium/crypto_generichash.h>

#include <algorithm>
#include <xxhash.h>

namespace collegium::storage {

namespace {

// What the version's byte says beside the version.
constexpr unsigned quick_sum = 0x80;  // the checksum is XXH3; BLAKE2b in stores of version 1.0
constexpr unsigned is_packed = 0x40;

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) noexcept {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace

RecordSeal::RecordSeal(std::string_view table) : table_{table}, seed_{storage::hash_of(table, 0)} {}

std::string RecordSeal::wrap(std::string_view key, std::uint8_t version, std::string_view payload) const {
    auto const shorter = packed(payload);
    std::string record;
    record.reserve(1 + (shorter ? shorter->size() : payload.size()) + checksum_size);
    record += static_cast<char>(version | quick_sum | (shorter ? is_packed : 0));
    record += shorter ? *shorter : payload;
    auto const sum = checksum(key, record);
    record += crypto::text_of(sum);
    return record;
}

void RecordSeal::check(std::string_view key, std::string_view record) const {
    if (record.size() < 1 + checksum_size) throw CorruptRecord{"a record of table " + table_ + " is cut short"};
    auto const covered = record.substr(0, record.size() - checksum_size);
    bool const quick = (static_cast<unsigned char>(record.front()) & quick_sum) != 0;
    auto const sum = quick ? checksum(key, covered) : first_checksum(key, covered);
    if (crypto::text_of(sum) != record.substr(covered.size()))
        throw CorruptRecord{"a record of table " + table_ + " does not match its checksum"};
}

RecordSeal::Opened RecordSeal::unwrap(std::string_view key, std::string_view record) const {
    check(key, record);
    auto const marks = static_cast<unsigned char>(record.front());
    auto const bytes = record.substr(1, record.size() - 1 - checksum_size);
    Opened opened;
    opened.version_ = marks & most_version;
    if ((marks & is_packed) != 0)
        opened.payload_ = unpacked(bytes);
    else
        opened.payload_ = bytes;
    return opened;
}

RecordSeal::Checksum RecordSeal::checksum(std::string_view key, std::string_view covered) const noexcept {
    auto sum = storage::hash_of(covered, storage::hash_of(key, seed_));
    Checksum bytes;
    for (auto& byte : bytes) {
        byte = static_cast<unsigned char>(sum);
        sum >>= 8;
    }
    return bytes;
}

// A sum of all this by a key that is the table's name.
RecordSeal::Checksum RecordSeal::first_checksum(std::string_view key, std::string_view covered) const noexcept {
    auto const table = crypto::sha256(crypto::bytes_of(table_));
    std::array<unsigned char, 8> size{};
    for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<unsigned char>(key.size() >> (56 - 8 * i));
    crypto_generichash_state state;
    std::array<unsigned char, crypto_generichash_BYTES_MIN> digest;
    crypto_generichash_init(&state, table.data(), table.size(), digest.size());
    for (auto const part : {crypto::text_of(size), key, covered}) {
        auto const bytes = crypto::bytes_of(part);
        crypto_generichash_update(&state, bytes.data(), bytes.size());
    }
    crypto_generichash_final(&state, digest.data(), digest.size());
    Checksum sum;
    std::copy_n(digest.begin(), sum.size(), sum.begin());
    return sum;
}

}  // namespace collegium::storage
