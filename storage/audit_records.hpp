// What the register of what was done with power over others holds: one entry after the other, each with the hash of the
// one before.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

enum class AuditNumber : std::uint64_t {};  // from 1 upwards, without gaps

struct AuditRecord {
    Instant at{};            // whole seconds
    std::string who{};       // account; "console" for a command; "node" for what happens by itself
    std::string what{};      // was done or looked at
    std::string about{};     // whom or what it concerns: an account, an address, a host; may be empty
    std::string reason{};    // as it was given; may be empty
    TokenDigest previous{};  // hash of the entry before; all zero for the first
    TokenDigest hash{};      // SHA-256 of the entry in canonical JSON
    static constexpr auto fields = std::tuple{
        &AuditRecord::at,
        &AuditRecord::who,
        &AuditRecord::what,
        &AuditRecord::about,
        &AuditRecord::reason,
        &AuditRecord::previous,
        &AuditRecord::hash};
    bool operator==(AuditRecord const&) const = default;
};

}  // namespace collegium::storage
