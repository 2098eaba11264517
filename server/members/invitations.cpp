#include "server/members/invitations.hpp"

#include "server/audit/audit.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"
#include "server/members/words.hpp"

namespace collegium::server::members {

using storage::AccountState;
using storage::InvitationRecord;
using storage::Nothing;
using storage::Roles;
using storage::Tables;
using storage::TokenDigest;
using storage::WriteTx;

namespace {

constexpr std::uint64_t most_open = 1000;

// What somebody gave away counts only while they could still give it: a leaver must not let themselves in again by it.
bool still_stands(storage::ReadTx const& tx, Tables const& tables, InvitationRecord const& invitation, Instant now) {
    if (invitation.uses_left == 0 || now >= invitation.expires) return false;
    if (invitation.by.empty()) return true;  // by who runs the machine
    auto const inviter = tables.accounts.get(tx, invitation.by);
    return inviter && may_come_in(*inviter, now) && may_invite(inviter->roles) &&
           is_part_of(invitation.roles, roles_to_give(inviter->roles));
}

void sweep(WriteTx& tx, Tables& tables, Instant now) {
    std::vector<TokenDigest> over;
    tables.invitations.ascend(tx, {}, [&](TokenDigest const& digest, InvitationRecord const& each) {
        if (now >= each.expires) over.push_back(digest);
        return true;
    });
    for (auto const& digest : over) tables.invitations.erase(tx, digest);
}

}  // namespace

Result<Nothing> add_invitation(
    WriteTx& tx, Tables& tables, TokenDigest const& digest, InvitationRecord const& invitation, Roles held
) {
    if (!may_invite(held) || !is_part_of(invitation.roles, roles_to_give(held)))
        return Refusal{Reason::not_allowed, "you cannot give this role to somebody else"};
    if (invitation.pupil && !is_part_of(invitation.roles, {}))
        return Refusal{Reason::not_allowed, "a pupil holds no roles: take the role away, or choose somebody else"};
    if (invitation.uses_left == 0 || invitation.uses_left > most_uses)
        return Refusal{Reason::not_allowed, "an invitation is good for 1 to 500 people"};
    sweep(tx, tables, invitation.created);
    if (tables.invitations.size(tx) >= most_open)
        return Refusal{Reason::not_allowed, "there are too many open invitations: withdraw some first"};
    tables.invitations.put(tx, digest, invitation);
    if (invitation.roles.bits != 0) {
        auto const who = invitation.by.empty() ? std::string{"console"} : invitation.by;
        auto const what = "made an invitation that gives roles: " + names_of(invitation.roles);
        audit::note(tx, tables, {who, what, "", ""}, invitation.created);
    }
    return Nothing{};
}

std::optional<InvitationRecord> find_invitation(
    storage::ReadTx const& tx, Tables const& tables, TokenDigest const& digest, Instant now
) {
    auto const invitation = tables.invitations.get(tx, digest);
    return invitation && still_stands(tx, tables, *invitation, now) ? invitation : std::nullopt;
}

TokenDigest invitation_digest(Secrets const& secrets, std::string_view token) {
    return secrets.digest("invitation:" + std::string{token});
}

std::vector<OpenInvitation> open_invitations(
    storage::ReadTx const& tx, Tables const& tables, std::string const& by, Instant now
) {
    std::vector<OpenInvitation> open;
    tables.invitations.ascend(tx, {}, [&](TokenDigest const& digest, InvitationRecord const& each) {
        if ((by.empty() || each.by == by) && still_stands(tx, tables, each, now)) open.push_back({digest, each});
        return true;
    });
    return open;
}

Result<Nothing> withdraw_invitation(WriteTx& tx, Tables& tables, TokenDigest const& digest, std::string const& by) {
    auto const invitation = tables.invitations.get(tx, digest);
    if (!invitation || (!by.empty() && invitation->by != by))
        return Refusal{Reason::not_found, "there is no such invitation"};
    tables.invitations.erase(tx, digest);
    return Nothing{};
}

Result<Nothing> accept_invitation(
    WriteTx& tx, Tables& tables, Maker const& maker, TokenDigest const& digest, NewAccount account
) {
    auto invitation = find_invitation(tx, tables, digest, maker.now);
    if (!invitation) return Refusal{Reason::gone, "the invitation is not good any more"};
    auto& record = account.record;
    record.roles = invitation->roles;
    record.constituency = invitation->constituency;
    record.belonging = invitation->belonging;
    record.pupil = invitation->pupil;
    record.state = AccountState::active;
    auto const added = add_account(tx, tables, maker, account);
    if (!added) return added;
    if (--invitation->uses_left == 0)
        tables.invitations.erase(tx, digest);
    else
        tables.invitations.put(tx, digest, *invitation);
    return added;
}

}  // namespace collegium::server::members
