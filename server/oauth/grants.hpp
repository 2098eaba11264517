// Grants: the tokens that a program gets, in every way that leads to some (RFC 6749, 4 and 6).
#pragma once

#include "server/oauth/answers.hpp"
#include "server/oauth/programs.hpp"

#include <variant>

namespace collegium::server::oauth {

// Programs without a secret hold tokens that end: the one they call with after a day, the one they renew it with after
// thirty (RFC 9700, 2.2.2). The clients of the Mastodon API have a secret and know no renewal, so theirs last until
// the member or the program takes them back. What a program holds for itself ends after a day too: it can ask for
// another one at any time, and nobody would ever take it back. Any token is looked up at each call, and ends at once.
constexpr std::chrono::days access_lasts{1}, refresh_lasts{30};

struct Granted {
    Granted() = default;

    std::string access;
    std::string refresh;          // empty: none
    storage::TokenRecord record;  // of the access token
};

using Outcome = std::variant<Granted, Problem>;

// Random parts, made before the change that may be run twice.
struct FreshTokens {
    FreshTokens() = default;

    FreshToken access, refresh;
};

FreshTokens fresh_tokens(App const& app);

// Writes the tokens for a leave: its program, member, scopes and, if it is one already, family. Those that are not
// renewable end when the leave does.
Granted put_tokens(
    storage::WriteTx& tx,
    storage::Tables& tables,
    App const& app,
    FreshTokens const& fresh,
    storage::TokenRecord const& leave,
    bool renewable
);

// The actor of an account that may act; nothing for one that may not, or not any more.
std::optional<storage::Handle> active_actor(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& account
);

// What the change came to; unavailable if it could not be made.
awaitable<Outcome> make(App const& app, storage::Store::Change<Outcome> change);

}  // namespace collegium::server::oauth
