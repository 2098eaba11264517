// The envelope around every value on disk: a version byte, the payload, and a checksum that covers the table, the key,
// the version and the payload. LMDB has no checksums of its own: without this a flipped bit is a forged post.
#pragma once

#include <sodium/crypto_generichash.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace collegium::storage {

// The checksum's key for one table: a record moved to another table does not open there.
class RecordSeal {
public:
    explicit RecordSeal(std::string_view table);

    // version: of the payload's layout, so that old records stay readable.
    std::string wrap(std::string_view key, std::uint8_t version, std::string_view payload) const;

    struct Opened {
        std::uint8_t version;
        std::string_view payload;  // inside `record`
    };
    // Throws CorruptRecord, naming the table, if a single bit of key or record differs from what was wrapped.
    Opened unwrap(std::string_view key, std::string_view record) const;

private:
    // 64 bits of BLAKE2b: chance misses one flip in 2^64, at a third of the cost in bytes of the full digest.
    static constexpr std::size_t checksum_size = 8;

    using Checksum = std::array<unsigned char, checksum_size>;
    Checksum checksum(std::string_view key, std::string_view versioned) const noexcept;

    std::string table_;
    crypto_generichash_state
        begun_;  // with the key of the table behind it, which is half of the work for a small record
};

}  // namespace collegium::storage
