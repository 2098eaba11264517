// Passwords at rest: Argon2id by libsodium, in its own self-describing text form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace collegium::crypto {

struct PasswordCost {
    std::uint64_t passes = 3;
    std::size_t memory = std::size_t{64} << 20;  // bytes for each hash under way

    static PasswordCost for_tests() { return {1, std::size_t{8} << 10}; }
};

// Slow on purpose (about 110 ms and 64 MiB): never on a shard, never more than a few at once.
// Throws std::bad_alloc if the memory is not there.
std::string hash_password(std::string_view password, PasswordCost cost = {});

// What no password matches, however long somebody tries: it is checked as slowly as a hash of this cost. Takes no time.
std::string hash_of_nobody(PasswordCost cost = {});

bool password_matches(std::string_view hash, std::string_view password);

// True if the hash was made at another cost than this one.
bool needs_rehash(std::string_view hash, PasswordCost cost = {});

}  // namespace collegium::crypto
