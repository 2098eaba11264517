// The envelope around every value on disk: a version byte, the payload, and a checksum that covers the table, the key,
// the version and the payload. LMDB has no checksums of its own: without this a flipped bit is a forged post.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace collegium::storage {

// The checksum's key for one table: a record moved to another table does not open there.
class RecordSeal {
public:
    static constexpr std::uint8_t most_version = 0x3f;

    explicit RecordSeal(std::string_view table);

    // version: of the payload's layout, so that old records stay readable; from 1 to most_version.
    std::string wrap(std::string_view key, std::uint8_t version, std::string_view payload) const;

    class Opened {
    public:
        std::uint8_t version() const noexcept { return version_; }
        // Lives as long as this does, and as long as the record.
        std::string_view payload() const noexcept {
            return std::visit([](auto const& bytes) { return std::string_view{bytes}; }, payload_);
        }

    private:
        friend class RecordSeal;
        std::uint8_t version_ = 0;
        std::variant<std::string_view, std::string> payload_;  // inside the record, or unpacked
    };
    // Throws CorruptRecord, naming the table, if a single bit of key or record differs from what was wrapped.
    Opened unwrap(std::string_view key, std::string_view record) const;

    // The same, for those who only want to know that it is there.
    void check(std::string_view key, std::string_view record) const;

private:
    // Chance misses one flip in 2^64.
    static constexpr std::size_t checksum_size = 8;

    using Checksum = std::array<unsigned char, checksum_size>;
    Checksum checksum(std::string_view key, std::string_view covered) const noexcept;
    Checksum first_checksum(std::string_view key, std::string_view covered) const noexcept;

    std::string table_;
    std::uint64_t seed_;
};

}  // namespace collegium::storage
