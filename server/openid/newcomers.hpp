// Newcomers: who proved who they are and has no account yet, while they choose a name. What the provider said of them
// and its refresh token can be larger than a browser's cookie may be (4096 bytes), so that is kept here, sealed, for
// ten minutes; the cookie only says whose it is.
#pragma once

#include "server/members/secrets.hpp"
#include "server/openid/identity.hpp"
#include "storage/store.hpp"

#include <optional>
#include <string>

namespace collegium::server::openid {

struct Newcomer {
    Newcomer() = default;

    Identity identity;
    std::string refresh_token;
    std::string back;  // where they wanted to go
    Instant proved{};
};

storage::IriHash outside_key(Identity const& identity);

// Instead of what was kept of the same identity before. Returns what the cookie holds.
std::string keep_newcomer(
    storage::WriteTx& tx, storage::Tables& tables, members::Secrets const& secrets, Newcomer const& newcomer
);

// Nothing for a cookie that was not made here, or more than ten minutes ago, or whose newcomer has a name by now.
std::optional<Newcomer> newcomer_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    members::Secrets const& secrets,
    std::string_view cookie,
    Instant now
);

void forget_newcomer(storage::WriteTx& tx, storage::Tables& tables, Identity const& identity);

// Those who went away without a name.
void forget_old_newcomers(storage::WriteTx& tx, storage::Tables& tables, members::Secrets const& secrets, Instant now);

}  // namespace collegium::server::openid
