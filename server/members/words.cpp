#include "server/members/words.hpp"

namespace collegium::server::members {

using storage::AccountState;
using storage::Belonging;
using storage::Constituency;
using storage::Role;

namespace {

constexpr Named<Role> role_table[] = {
    {Role::operator_, "operator", "Operator"},
    {Role::facilitator, "facilitator", "Facilitator"},
    {Role::research_lead, "research_lead", "Research lead"},
    {Role::department_lead, "department_lead", "Department lead"},
    {Role::reviewer, "reviewer", "Reviewer and expert"},
    {Role::safeguarding_lead, "safeguarding_lead", "Safeguarding lead"},
    {Role::moderator, "moderator", "Moderator"},
    {Role::champion, "champion", "Champion"},
    {Role::connector, "connector", "Connector"},
    {Role::evaluator, "evaluator", "Evaluator"},
};

constexpr Named<Constituency> constituency_table[] = {
    {Constituency::teacher, "teacher", "Teachers"},
    {Constituency::academic, "academic", "Academics"},
    {Constituency::student, "student", "Students"},
    {Constituency::parent, "parent", "Parents"},
    {Constituency::business, "business", "Business"},
    {Constituency::policy, "policy", "Policy"},
    {Constituency::third_sector, "third_sector", "Third sector"},
};

constexpr Named<Belonging> belonging_table[] = {
    {Belonging::member, "member", "Member"},
    {Belonging::supporter, "supporter", "Supporter"},
    {Belonging::trustee, "trustee", "Trustee"},
    {Belonging::guest, "guest", "Guest"},
};

constexpr Named<AccountState> state_table[] = {
    {AccountState::closed, "closed", "Closed"},
    {AccountState::active, "active", "Active"},
    {AccountState::awaiting, "awaiting", "Asks to be let in"},
    {AccountState::paused, "paused", "Paused"},
};

std::string joined(storage::Roles held, std::string_view Named<Role>::*text) {
    std::string all;
    for (auto const& each : role_table) {
        if (!held.has(each.value)) continue;
        if (!all.empty()) all += ", ";
        all += each.*text;
    }
    return all;
}

}  // namespace

std::span<Named<Role> const> roles() noexcept {
    return role_table;
}

std::span<Named<Constituency> const> constituencies() noexcept {
    return constituency_table;
}

std::span<Named<Belonging> const> belongings() noexcept {
    return belonging_table;
}

std::span<Named<AccountState> const> states() noexcept {
    return state_table;
}

std::string names_of(storage::Roles held) {
    return joined(held, &Named<Role>::name);
}

std::string words_of(storage::Roles held) {
    return joined(held, &Named<Role>::words);
}

}  // namespace collegium::server::members
