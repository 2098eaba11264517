// JSON Web Tokens: signatures of compact tokens (RFC 7515), by the keys of a key set (RFC 7517). The algorithm follows
// from the key, never from the token: "none" and a public key taken for a shared secret cannot happen.
#pragma once

#include "crypto/keys.hpp"
#include "federation/messages/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::openid {

class KeySet {
public:
    static constexpr std::size_t most_keys = 50;

    // Keys for signatures with RS256 and EdDSA; others are passed over. Refuses malformed what is no key set.
    static Result<KeySet> read(federation::Json const& json);

    bool has(std::string_view key_id) const noexcept;

    // The payload of a token that one of these keys has signed. Refuses malformed what is no token, unknown_key, and
    // forged. What the payload claims is not checked here.
    Result<federation::Json> open(std::string_view token) const;

private:
    struct Key {
        std::string id;
        std::string_view algorithm;  // "RS256", "EdDSA"
        crypto::PublicKey key;
    };

    Key const* find(std::string_view id, std::string_view algorithm) const noexcept;

    std::vector<Key> keys_;
};

// The key id in a token's head, for the decision whether the key set is too old; empty if there is none.
std::string key_id_of(std::string_view token);

}  // namespace collegium::server::openid
