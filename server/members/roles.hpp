// Who may hold and give which role. Asked by commands, pages and whatever else makes or changes an account.
#pragma once

#include "config/settings.hpp"
#include "storage/store.hpp"

namespace collegium::server::members {

// True if `all` has every one of these.
bool is_part_of(storage::Roles some, storage::Roles all) noexcept;

// Refuses not_allowed what a pupil, a guest or a supporter asks too much of, and that nobody is left who runs this
// node; conflict a second active research lead. `next` is the account as it would be; `name` need not exist yet.
Result<void> check_roles(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string const& name,
    storage::AccountRecord const& next
);

// The account of the active research lead; nothing while the office is vacant.
std::optional<std::string> research_lead(storage::ReadTx const& tx, storage::Tables const& tables);

// Why it was refused, in words for people; where the office of the research lead is taken, by whom.
std::string why_not(storage::ReadTx const& tx, storage::Tables const& tables, Refusal refusal);

// The roles that somebody who holds these may put into an invitation.
storage::Roles roles_to_give(storage::Roles held) noexcept;
bool may_invite(storage::Roles held) noexcept;

// Moderators, operators and the safeguarding lead: they look into whatever is reported here.
bool look_into_reports(storage::Roles held) noexcept;

// Which of these roles may not be used without a second factor.
storage::Roles roles_behind_second_factor(Settings const& settings, storage::Roles held);

// Throws SettingsError for the name of a role that is none.
void check_role_names(Settings const& settings);

}  // namespace collegium::server::members
