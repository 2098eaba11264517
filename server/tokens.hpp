// Tokens: what programs show to act for a member, or for themselves (RFC 6750). Only keyed digests are on disk.
#pragma once

#include "config/entropy.hpp"
#include "crypto/sealed.hpp"
#include "federation/node.hpp"
#include "server/sign_ins.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

// Who shows a token, and what it is good for.
struct Bearer {
    std::string app;               // client id
    std::string scopes;            // with blanks between
    std::optional<Member> member;  // nothing: the program acts for itself
    storage::TokenDigest digest{};
    std::uint64_t family = 0;

    // "read" covers "read:statuses"; "follow" covers what it did before there were finer ones.
    bool may(std::string_view scope) const noexcept;
};

// True if a leave for `granted` (scopes with blanks between) covers the scope.
bool covers(std::string_view granted, std::string_view scope) noexcept;

// The scopes that a program may ask for, with the finer ones.
std::vector<std::string_view> const& known_scopes();

struct FreshToken {
    std::string token;
    storage::TokenRecord record;
};

class Tokens {
public:
    Tokens(federation::Node const& node, crypto::SealingKey const& key, Entropy& entropy)
        : node_{node}, key_{key}, entropy_{entropy} {}

    std::string fresh() const;                                  // 256 random bits
    storage::TokenDigest digest(std::string_view token) const;  // for tables
    FreshToken make(storage::TokenRecord record) const;         // not yet written
    void put(storage::WriteTx& tx, storage::Tables& tables, FreshToken const& token) const;

    // Nothing if it is unknown, expired, revoked, a refresh token, or its member's account is not active.
    std::optional<Bearer> bearer_of(std::string_view token) const;

    // Notes that it was used, at most one write a day.
    boost::asio::awaitable<void> note_use(storage::TokenDigest digest) const;

    // All tokens of one leave given.
    static void revoke_family(
        storage::WriteTx& tx, storage::Tables& tables, storage::Handle actor, std::uint64_t family
    );
    static void revoke_all(storage::WriteTx& tx, storage::Tables& tables, storage::Handle actor);

private:
    federation::Node const& node_;
    crypto::SealingKey key_;
    Entropy& entropy_;
};

}  // namespace collegium::server
