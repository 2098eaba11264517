// The second factor: codes of a clock (RFC 6238, SHA-1, six digits, 30 seconds: what every authenticator takes),
// passkeys, and recovery codes on paper beside either. Each code counts once, also after a restart.
#pragma once

#include "config/settings.hpp"
#include "server/members/secrets.hpp"
#include "storage/store.hpp"

#include <vector>

namespace collegium::server::members {

constexpr std::size_t seed_bytes = 20;  // as RFC 4226 recommends
constexpr std::size_t recovery_codes = 10;

// A first code was right, or there is a passkey: the account is asked for one at every sign-in.
bool has_second_factor(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& account);

// A first code was right.
bool has_authenticator(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& account);

std::size_t recovery_codes_left(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& account);

// The seed that still waits for its first code.
std::optional<std::string> waiting_seed(
    storage::ReadTx const& tx, storage::Tables const& tables, Secrets const& secrets, std::string const& account
);

// Puts a seed there to wait for its first code. Refuses conflict where there is an authenticator already.
Result<storage::Nothing> offer_seed(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::string const& seed
);

// The first code: from now on there is an authenticator, with these recovery codes. Refuses forged for a wrong code.
Result<storage::Nothing> confirm_seed(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::string_view code,
    std::vector<std::string> const& recovery,
    Instant now
);

// Uses a code up, of the clock (this step, the one before or the one after) or of recovery. Refuses forged if it is
// wrong or was used, or if there is no second factor.
Result<storage::Nothing> use_code(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::string_view code,
    Instant now
);

// In place of those that are left. Refuses conflict where there is no second factor.
Result<storage::Nothing> replace_recovery_codes(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Secrets const& secrets,
    std::string const& account,
    std::vector<std::string> const& recovery
);

// Turn one of them off; recovery codes go with the last. Refuse not_allowed where a role needs a second factor and this
// is the only one, and the latter not_found for a passkey that is not theirs.
Result<storage::Nothing> end_authenticator(
    storage::WriteTx& tx, storage::Tables& tables, Settings const& settings, std::string const& account
);
Result<storage::Nothing> end_passkey(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Settings const& settings,
    std::string const& account,
    storage::TokenDigest const& passkey
);

std::vector<std::string> made_recovery_codes(Secrets const& secrets);  // 50 bits each

// The seed for typing, in groups of four, and for a camera.
std::string seed_to_type(std::string_view seed);
std::string seed_address(std::string_view seed, std::string_view account, std::string_view node_name);

}  // namespace collegium::server::members
