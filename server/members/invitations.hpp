// Invitations: addresses to sign up by. Only the digest of the token is kept; the address is shown once.
#pragma once

#include "server/members/accounts.hpp"
#include "server/members/secrets.hpp"

#include <vector>

namespace collegium::server::members {

constexpr std::uint64_t most_uses = 500;  // a whole school year in one go

// Refuses not_allowed for roles that the inviter may not give, for too many uses, and beyond a thousand open
// invitations. held: the inviter's roles.
Result<storage::Nothing> add_invitation(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::TokenDigest const& digest,
    storage::InvitationRecord const& invitation,
    storage::Roles held
);

// Of a token; nothing if it is unknown, used up, expired, or its inviter may not invite any more.
std::optional<storage::InvitationRecord> find_invitation(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::TokenDigest const& digest, Instant now
);

storage::TokenDigest invitation_digest(Secrets const& secrets, std::string_view token);

struct OpenInvitation {
    storage::TokenDigest digest{};
    storage::InvitationRecord record;
};

// Those that can still be used; by: the account that made them, or empty for all.
std::vector<OpenInvitation> open_invitations(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& by, Instant now
);

// Takes one back, by its digest. Refuses not_found, also for one of somebody else's; by: empty for any.
Result<storage::Nothing> withdraw_invitation(
    storage::WriteTx& tx, storage::Tables& tables, storage::TokenDigest const& digest, std::string const& by
);

// Makes the account that was invited: what the invitation says overrules what the new account says of its roles and
// place. Refuses gone where the invitation is not good any more, and what add_account refuses.
Result<storage::Nothing> accept_invitation(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Maker const& maker,
    storage::TokenDigest const& digest,
    NewAccount account
);

}  // namespace collegium::server::members
