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

constexpr Named<storage::AgeBand> band_table[] = {
    {storage::AgeBand::unknown, "unknown", "Not known"},
    {storage::AgeBand::under_13, "under_13", "Under 13"},
    {storage::AgeBand::from_13, "13_to_15", "13 to 15"},
    {storage::AgeBand::from_16, "16_to_17", "16 or 17"},
    {storage::AgeBand::adult, "18_or_over", "18 or over"},
};

constexpr Named<storage::ConsentPurpose> purpose_table[] = {
    {storage::ConsentPurpose::writing, "writing", "What they write here is kept, and members of this school read it"},
    {storage::ConsentPurpose::council,
     "council",
     "They help to write what a student council says, without any name, to readers outside"},
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

std::span<Named<storage::AgeBand> const> age_bands() noexcept {
    return band_table;
}

std::span<Named<storage::ConsentPurpose> const> consent_purposes() noexcept {
    return purpose_table;
}

std::string names_of(storage::Roles held) {
    return joined(held, &Named<Role>::name);
}

std::string words_of(storage::Roles held) {
    return joined(held, &Named<Role>::words);
}

}  // namespace collegium::server::members
