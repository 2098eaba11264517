#include "storage/record.hpp"

#include "crypto/digest.hpp"
#include "storage/codec.hpp"

#include <sodium.h>

#include <array>

namespace collegium::storage {

namespace {

unsigned char const* raw(std::string_view text) noexcept {
    return crypto::bytes_of(text).data();
}

}  // namespace

RecordSeal::RecordSeal(std::string_view table)
    : table_{table}, key_{crypto::text_of(crypto::sha256(crypto::bytes_of(table)))} {}

std::string RecordSeal::wrap(std::string_view key, std::uint8_t version, std::string_view payload) const {
    std::string record;
    record.reserve(1 + payload.size() + checksum_size);
    record += static_cast<char>(version);
    record += payload;
    record += checksum(key, record);
    return record;
}

RecordSeal::Opened RecordSeal::unwrap(std::string_view key, std::string_view record) const {
    if (record.size() < 1 + checksum_size) throw CorruptRecord{"a record of table " + table_ + " is cut short"};
    auto const versioned = record.substr(0, record.size() - checksum_size);
    if (checksum(key, versioned) != record.substr(versioned.size()))
        throw CorruptRecord{"a record of table " + table_ + " does not match its checksum"};
    return {static_cast<std::uint8_t>(versioned.front()), versioned.substr(1)};
}

std::string RecordSeal::checksum(std::string_view key, std::string_view versioned) const {
    std::string size;
    append_fixed(size, key.size());

    crypto_generichash_state state;
    std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
    crypto_generichash_init(&state, raw(key_), key_.size(), digest.size());
    crypto_generichash_update(&state, raw(size), size.size());
    crypto_generichash_update(&state, raw(key), key.size());
    crypto_generichash_update(&state, raw(versioned), versioned.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    return std::string{crypto::text_of(digest).substr(0, checksum_size)};
}

}  // namespace collegium::storage
