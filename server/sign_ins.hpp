// Sign-ins: who is behind a browser. A token in a cookie, its keyed digest on disk, nothing else.
#pragma once

#include "config/entropy.hpp"
#include "crypto/sealed.hpp"
#include "federation/node.hpp"

#include <optional>
#include <string>

namespace collegium::server {

struct Member {
    std::string account;  // the name they sign in with
    storage::Handle actor{};
    storage::Role role{};
};

class SignIns {
public:
    SignIns(federation::Node const& node, crypto::SealingKey const& key, Entropy& entropy)
        : node_{node}, key_{key}, entropy_{entropy} {}

    // 256 random bits, as text for a cookie.
    std::string fresh_token() const;

    // Checks name and password (on the workers: about 110 ms, whether the name exists or not) and begins a sign-in.
    // Refuses forged, with one wording for a wrong name, a wrong password and a closed account.
    boost::asio::awaitable<Result<std::string>> begin(std::string account, std::string password) const;

    // Who has this token; nothing if it is unknown, too old, or the account was closed.
    std::optional<Member> member_of(std::string_view token) const;

    // Notes that the member was here, so that the sign-in goes on; at most one write a day.
    boost::asio::awaitable<void> note_visit(std::string token) const;

    boost::asio::awaitable<void> end(std::string token) const;

    // The hidden field that proves that a form came from a page of ours: bound to the browser's token.
    std::string form_key(std::string_view browser_token) const;
    bool form_key_fits(std::string_view browser_token, std::string_view form_key) const;

private:
    storage::TokenDigest digest(std::string_view token) const { return crypto::token_digest(key_, token); }

    federation::Node const& node_;
    crypto::SealingKey key_;
    Entropy& entropy_;
};

}  // namespace collegium::server
