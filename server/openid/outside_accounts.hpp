// Outside accounts: members whose identity the school's own sign-in vouches for, and the end of that.
#pragma once

#include "federation/signing/keyring.hpp"
#include "server/members/accounts.hpp"
#include "server/members/secrets.hpp"
#include "server/openid/newcomers.hpp"
#include "server/openid/provider.hpp"

namespace collegium::server::openid {

// Well before the hour of members::may_come_in is over.
constexpr std::chrono::minutes vouching_renewed_after{40};

// Who has no sign-in and no program has nothing to lose by the hour: they are asked about so that those who left are
// known, and their refresh token stays in use.
constexpr std::chrono::hours absent_renewed_after{24};

// The account of an identity, as the groups of this moment make it: vouched for from now on. Refuses not_found where
// there is none yet, not_allowed where it was closed or paused here, and what check_groups refuses. Whoever loses a
// role by it loses all sign-ins and tokens (security R16).
Result<std::string> vouch(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Settings const& settings,
    members::Secrets const& secrets,
    Granted const& granted,
    Instant now
);

// Makes the account of a newcomer under a name they chose; where they have one by now, because they pressed the button
// twice, that one. Refuses what members::add_account and check_groups refuse.
Result<std::string> welcome(
    storage::WriteTx& tx,
    storage::Tables& tables,
    members::Maker const& maker,
    members::Secrets const& secrets,
    Newcomer const& newcomer,
    std::string const& name,
    std::string const& display_name
);

// True for a browser's sign-in that is good but for the school's own sign-in, whose last word about its member is too
// old.
bool waits_for_school(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::TokenDigest const& session, Instant now
);

// The school says that they are gone: their sign-ins and tokens end, what they wrote stays.
void end_vouching(storage::WriteTx& tx, storage::Tables& tables, std::string const& account);

// Asks the provider about everybody whose time is nearly over, and ends the access of those whom it no longer knows.
// One about whom it says nothing that can be used hears of it when the hour is over. To be called every few minutes.
// stopped_at: the account at which the last round gave up, so that this one begins behind it; empty: it did not.
boost::asio::awaitable<void> renew_vouching(
    federation::Node const& node, members::Secrets const& secrets, Provider& provider, std::string& stopped_at
);

}  // namespace collegium::server::openid
