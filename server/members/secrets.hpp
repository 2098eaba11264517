// Secrets of members: made from the kernel's randomness, kept as keyed digests or sealed, never as they are.
#pragma once

#include "config/entropy.hpp"
#include "crypto/sealed.hpp"
#include "storage/keys.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::members {

class Secrets {
public:
    Secrets(crypto::SealingKey const& key, Entropy& entropy) : key_{key}, entropy_{entropy} {}

    std::string random(std::size_t bytes) const;
    std::string fresh_token() const;  // 256 random bits, as text for addresses and cookies

    // For finding a secret again. What it is for is part of it: "invitation:...".
    storage::TokenDigest digest(std::string_view secret) const { return crypto::token_digest(key_, secret); }

    // context: whose secret it is; under another one it does not open.
    std::string seal(std::string_view secret, std::string_view context) const;
    std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

private:
    crypto::SealingKey key_;
    Entropy& entropy_;
};

// Symbols that nobody mistakes for each other, in groups of `group` with hyphens between them: 5 bits of each byte.
std::string readable_secret(std::string_view random, std::size_t group);

}  // namespace collegium::server::members
