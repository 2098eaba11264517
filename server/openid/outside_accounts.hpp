// Outside accounts: members whose identity the school's own sign-in vouches for, and the end of that.
#pragma once

#include "federation/signing/keyring.hpp"
#include "server/members/accounts.hpp"
#include "server/members/secrets.hpp"
#include "server/openid/provider.hpp"

namespace collegium::server::openid {

// Well before the hour of members::may_come_in is over.
constexpr std::chrono::minutes vouching_renewed_after{40};

storage::IriHash outside_key(Identity const& identity);

// The account of an identity, as the groups of this moment make it: vouched for from now on. Refuses not_found where
// there is none yet, and not_allowed where it was closed or paused here, or the groups may not come in.
Result<std::string> vouch(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Settings const& settings,
    members::Secrets const& secrets,
    Granted const& granted,
    Instant now
);

// Makes the account of a newcomer under a name they chose. Refuses what members::add_account and check_groups refuse.
Result<std::string> welcome(
    storage::WriteTx& tx,
    storage::Tables& tables,
    members::Maker const& maker,
    members::Secrets const& secrets,
    Granted const& granted,
    std::string const& name,
    std::string const& display_name
);

// The school says that they are gone: their sign-ins and tokens end, what they wrote stays.
void end_vouching(storage::WriteTx& tx, storage::Tables& tables, std::string const& account);

// Asks the provider about everybody whose time is nearly over. To be called every few minutes.
boost::asio::awaitable<void> renew_vouching(
    federation::Node const& node, members::Secrets const& secrets, Provider& provider
);

}  // namespace collegium::server::openid
