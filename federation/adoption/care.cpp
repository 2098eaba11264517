#include "federation/adoption/care.hpp"

#include <algorithm>

namespace collegium::federation::adoption {

using storage::AccountRecord;
using storage::AdoptionCareRecord;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_due = 100;

bool is_active(AccountRecord const& account) {
    return account.state == storage::AccountState::active;
}

std::vector<Handle> research_leads(ReadTx const& tx, Tables const& tables) {
    std::vector<Handle> leads;
    tables.accounts.each(tx, [&](std::string const&, AccountRecord const& account) {
        if (is_active(account) && account.roles.has(storage::Role::research_lead)) leads.push_back(account.actor);
        return true;
    });
    return leads;
}

bool is_there(ReadTx const& tx, Tables const& tables, Handle member) {
    auto const name = tables.account_names.get(tx, member);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && is_active(*account);
}

// Nothing if nobody has to hear of it now.
std::optional<Due> news_of(AdoptionView const& view, AdoptionCareRecord const& care, Instant now) {
    if (is_followed_up(view.adoption.outcome, view.flags)) return std::nullopt;
    Due found;
    found.adoption = view.post.handle;
    found.reminders = std::max(care.reminders, reminders_due(view.post.published, now));
    found.lapsed = view.lapsed;
    bool const is_news = found.reminders > care.reminders || (found.lapsed && !care.lapsed);
    return is_news ? std::optional{std::move(found)} : std::nullopt;
}

}  // namespace

void look_after(WriteTx& tx, Tables& tables, Handle adoption, Handle member) {
    auto care = tables.adoption_care.get(tx, adoption).value_or(AdoptionCareRecord{});
    care.by = member;
    care.lapsed = false;
    tables.adoption_care.put(tx, adoption, care);
}

std::vector<Due> due_adoptions(ReadTx const& tx, Tables const& tables, Handle school, Instant now) {
    std::vector<Due> found;
    auto const leads = research_leads(tx, tables);
    tables.works.ascend(tx, {school, LocalId{0}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != school) return false;
        auto const view = find_adoption(tx, tables, thing, now, timeline::Viewer::of_member(school));
        auto const care = tables.adoption_care.get(tx, thing).value_or(AdoptionCareRecord{});
        auto one = view ? news_of(*view, care, now) : std::nullopt;
        if (!one) return true;
        one->members = leads;
        bool const is_lead = std::ranges::find(leads, care.by) != leads.end();
        if (!is_lead && is_there(tx, tables, care.by)) one->members.push_back(care.by);
        found.push_back(*std::move(one));
        return found.size() < most_due;
    });
    return found;
}

void note_told(WriteTx& tx, Tables& tables, Due const& due) {
    auto care = tables.adoption_care.get(tx, due.adoption).value_or(AdoptionCareRecord{});
    care.reminders = due.reminders;
    care.lapsed = due.lapsed;
    tables.adoption_care.put(tx, due.adoption, care);
}

}  // namespace collegium::federation::adoption
