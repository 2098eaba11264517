// JSON Web Tokens: signatures of compact tokens (RFC 7515), by the keys of a key set (RFC 7517). The algorithm follows
// from the key, never from the token: "none" and a public key taken for a shared secret cannot happen.
#pragma once

#include "crypto/keys.hpp"
#include "crypto/keys_p256.hpp"
#include "federation/messages/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace collegium::server::openid {

class KeySet {
public:
    static constexpr std::size_t most_keys = 50;

    // Keys for signatures with RS256, ES256 and EdDSA; others are passed over. Refuses malformed what is no key set.
    static Result<KeySet> read(federation::Json const& json);

    // The payload of a token that one of these keys has signed. Refuses malformed what is no token, unknown_key, and
    // forged. What the payload claims is not checked here.
    Result<federation::Json> open(std::string_view token) const;

private:
    using AnyKey = std::variant<crypto::RsaPublicKey, crypto::P256PublicKey, crypto::Ed25519PublicKey>;

    struct Key {
        std::string id;
        std::string_view algorithm;  // "RS256", "ES256", "EdDSA"
        AnyKey key;
    };

    static std::optional<Key> key_of(JsonValue const& value);
    Key const* find(std::string_view id, std::string_view algorithm) const noexcept;

    std::vector<Key> keys_;
};

}  // namespace collegium::server::openid
