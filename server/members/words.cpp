#include "server/members/words.hpp"

#include "config/phrase.hpp"

namespace collegium::server::members {

using storage::AccountState;
using storage::Belonging;
using storage::Constituency;
using storage::Role;

namespace {

constexpr Named<Role> role_table[] = {
    {Role::operator_, "operator", phrase("Operator")},
    {Role::facilitator, "facilitator", phrase("Facilitator")},
    {Role::research_lead, "research_lead", phrase("Research lead")},
    {Role::department_lead, "department_lead", phrase("Department lead")},
    {Role::reviewer, "reviewer", phrase("Reviewer and expert")},
    {Role::safeguarding_lead, "safeguarding_lead", phrase("Safeguarding lead")},
    {Role::moderator, "moderator", phrase("Moderator")},
    {Role::champion, "champion", phrase("Champion")},
    {Role::connector, "connector", phrase("Connector")},
    {Role::evaluator, "evaluator", phrase("Evaluator")},
};

constexpr Named<Constituency> constituency_table[] = {
    {Constituency::teacher, "teacher", phrase("Teachers")},
    {Constituency::academic, "academic", phrase("Academics")},
    {Constituency::student, "student", phrase("Students")},
    {Constituency::parent, "parent", phrase("Parents")},
    {Constituency::business, "business", phrase("Business")},
    {Constituency::policy, "policy", phrase("Policy")},
    {Constituency::third_sector, "third_sector", phrase("Third sector")},
};

constexpr Named<Belonging> belonging_table[] = {
    {Belonging::member, "member", phrase("Member")},
    {Belonging::supporter, "supporter", phrase("Supporter")},
    {Belonging::trustee, "trustee", phrase("Trustee")},
    {Belonging::guest, "guest", phrase("Guest")},
};

constexpr Named<AccountState> state_table[] = {
    {AccountState::closed, "closed", phrase("Closed")},
    {AccountState::active, "active", phrase("Active")},
    {AccountState::awaiting, "awaiting", phrase("Asks to be let in")},
    {AccountState::paused, "paused", phrase("Paused")},
};

constexpr Named<storage::AgeBand> band_table[] = {
    {storage::AgeBand::unknown, "unknown", phrase("Not known")},
    {storage::AgeBand::under_13, "under_13", phrase("Under 13")},
    {storage::AgeBand::from_13, "13_to_15", phrase("13 to 15")},
    {storage::AgeBand::from_16, "16_to_17", phrase("16 or 17")},
    {storage::AgeBand::adult, "18_or_over", phrase("18 or over")},
};

constexpr Named<storage::ConsentPurpose> purpose_table[] = {
    {storage::ConsentPurpose::writing,
     "writing",
     phrase("What they write here is kept, and members of this school read it")},
    {storage::ConsentPurpose::council,
     "council",
     phrase("They help to write what a student council says, without any name, to readers outside")},
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
