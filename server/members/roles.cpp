#include "server/members/roles.hpp"

#include "server/members/accounts.hpp"
#include "server/members/words.hpp"

namespace collegium::server::members {

using storage::AccountRecord;
using storage::AccountState;
using storage::Belonging;
using storage::Role;
using storage::Roles;

namespace {

constexpr Refusal second_lead{Reason::conflict, "there is a research lead already"};

constexpr Roles all_of(std::initializer_list<Role> list) {
    Roles roles;
    for (auto const role : list) roles.add(role);
    return roles;
}

// What somebody may hold who is not on the staff.
constexpr Roles for_outsiders = all_of({Role::reviewer, Role::champion, Role::connector, Role::evaluator});

// A leaver keeps no office from their successor, and is nobody who could still run this node.
bool is_active(AccountRecord const& account, Role role) noexcept {
    return account.state == AccountState::active && !has_left(account) && account.roles.has(role);
}

// The first active account, other than `except`, with this role.
std::optional<std::string> holder_of(
    storage::ReadTx const& tx, storage::Tables const& tables, Role role, std::string const& except
) {
    std::optional<std::string> found;
    tables.accounts.ascend(tx, "", [&](std::string const& name, AccountRecord const& account) {
        if (is_active(account, role) && name != except) found = name;
        return !found;
    });
    return found;
}

Result<void> check_person(AccountRecord const& next) {
    if (next.pupil && !is_part_of(next.roles, {}))
        return Refusal{Reason::not_allowed, "a pupil holds no roles: take the role away, or choose somebody else"};
    bool const outside = next.belonging == Belonging::guest || next.belonging == Belonging::supporter;
    if (outside && !is_part_of(next.roles, for_outsiders))
        return Refusal{
            Reason::not_allowed, "guests and supporters hold no roles of the staff: make them a member first"};
    return {};
}

}  // namespace

bool is_part_of(Roles some, Roles all) noexcept {
    return (some.bits & ~all.bits) == 0;
}

Result<void> check_roles(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& name, AccountRecord const& next
) {
    if (auto const fits = check_person(next); !fits) return fits;
    if (is_active(next, Role::research_lead) && holder_of(tx, tables, Role::research_lead, name)) return second_lead;
    auto const before = tables.accounts.get(tx, name);
    bool const leaves = before && is_active(*before, Role::operator_) && !is_active(next, Role::operator_);
    if (leaves && !holder_of(tx, tables, Role::operator_, name))
        return Refusal{Reason::not_allowed, "this is the last operator: give somebody else the role first"};
    return {};
}

std::optional<std::string> research_lead(storage::ReadTx const& tx, storage::Tables const& tables) {
    return holder_of(tx, tables, Role::research_lead, "");
}

std::string why_not(storage::ReadTx const& tx, storage::Tables const& tables, Refusal refusal) {
    std::string words{refusal.detail()};
    if (words != second_lead.detail()) return words;
    auto const holder = research_lead(tx, tables);
    return words + (holder ? ": " + *holder + ". Take the role from them first" : "");
}

Roles roles_to_give(Roles held) noexcept {
    Roles given;
    auto const add = [&](Roles more) { given.bits |= more.bits; };
    if (held.has(Role::operator_))
        for (auto const& each : roles()) given.add(each.value);
    if (held.has(Role::research_lead))
        add(all_of({Role::department_lead, Role::reviewer, Role::champion, Role::connector, Role::evaluator}));
    if (held.has(Role::facilitator)) add(all_of({Role::reviewer, Role::champion}));
    return given;
}

bool may_invite(Roles held) noexcept {
    return held.has(Role::operator_) || held.has(Role::research_lead) || held.has(Role::facilitator);
}

bool look_into_reports(Roles held) noexcept {
    return held.has(Role::moderator) || held.has(Role::operator_) || held.has(Role::safeguarding_lead);
}

Roles roles_behind_second_factor(Settings const& settings, Roles held) {
    Roles found;
    for (auto const& name : settings.members.second_factor_for)
        if (auto const role = value_named(roles(), name); role && held.has(*role)) found.add(*role);
    return found;
}

void check_role_names(Settings const& settings) {
    for (auto const& name : settings.members.second_factor_for)
        if (!value_named(roles(), name))
            throw SettingsError{
                "members.second_factor_for names the role \"" + name + "\", which is none: use " + choices_of(roles())};
}

}  // namespace collegium::server::members
