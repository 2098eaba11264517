#include "federation/partner_lists/obeying.hpp"

#include "federation/partners/partner_desk.hpp"

namespace collegium::federation::partner_lists {

using storage::EntryDecision;
using storage::FollowedEntryKey;
using storage::FollowedEntryRecord;
using storage::FollowedListRecord;
using storage::IriHash;
using storage::ListCauseRecord;
using storage::ListedState;
using storage::PartnerState;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

bool is_chosen(FollowedListRecord const& list, FollowedEntryRecord const& entry) {
    if (entry.withdrawn) return list.applies_withdrawn;
    return entry.state == ListedState::allowed ? list.applies_allowed : list.applies_blocked;
}

// Taken, by our operator or by itself, or as good as taken: only another list's word stood in the way.
bool is_obeyed(FollowedListRecord const& list, FollowedEntryRecord const& entry) {
    if (entry.withdrawn) return false;
    return entry.waits ? is_set_aside(entry) || is_chosen(list, entry) : entry.decision == EntryDecision::taken;
}

// What it means for the partnership as it stands; nothing where there is nothing to do.
std::optional<Decision> decision_for(Standing standing, ListedState state) {
    bool const is_partner = standing == Standing::agreed || standing == Standing::paused;
    switch (state) {
        case ListedState::allowed:
            if (standing == Standing::agreed || standing == Standing::asked) return std::nullopt;
            return standing == Standing::paused ? Decision::resume : Decision::introduce;
        case ListedState::limited: return standing == Standing::agreed ? std::optional{Decision::pause} : std::nullopt;
        case ListedState::blocked:
            if (standing == Standing::agreed) return Decision::pause;
            if (is_partner || standing == Standing::declined || standing == Standing::removed) return std::nullopt;
            return Decision::shut_out;
    }
    return std::nullopt;
}

}  // namespace

bool is_by_hand(ReadTx const& tx, Tables const& tables, std::string const& host) {
    auto const partner = tables.partners.get(tx, host);
    return partner && partner->state != PartnerState::introduced && !tables.list_causes.contains(tx, host);
}

bool keeps_away(ListedState state) noexcept {
    return state != ListedState::allowed;
}

bool is_set_aside(FollowedEntryRecord const& entry) noexcept {
    return entry.waits && !entry.withdrawn && entry.decision == EntryDecision::taken && entry.decided == entry.state;
}

bool happens_by_itself(FollowedListRecord const& list, FollowedEntryRecord const& entry) noexcept {
    return entry.waits && !is_set_aside(entry) && is_chosen(list, entry);
}

bool may_apply(ReadTx const& tx, Tables const& tables, FollowedEntryKey const& key, FollowedEntryRecord const& entry) {
    auto const cause = tables.list_causes.get(tx, key.host);
    if (!cause) return !is_by_hand(tx, tables, key.host);
    if (cause->list == key.list) return true;
    return !entry.withdrawn && keeps_away(entry.state) && !keeps_away(cause->state);
}

void settle_entry(
    WriteTx& tx, Tables& tables, FollowedEntryKey const& key, FollowedEntryRecord entry, EntryDecision decision
) {
    if (entry.withdrawn) {
        tables.list_drafts.erase(tx, key);
        return;
    }
    entry.waits = false;
    entry.decision = decision;
    entry.decided = entry.state;
    tables.list_drafts.put(tx, key, entry);
}

Result<void> ObeyedList::apply(std::string const& host, FollowedEntryRecord const& entry) {
    return entry.withdrawn ? undo(host) : follow(host, entry);
}

bool ObeyedList::leaves_to_another(std::string const& host, FollowedEntryRecord const& entry) {
    auto const cause = tables_.list_causes.get(tx_, host);
    bool const kept_away = cause && cause->list == list_ && keeps_away(cause->state);
    bool const allows = !entry.withdrawn && !keeps_away(entry.state);
    return kept_away && allows && hand_to_another(host, cause->state);
}

Result<void> ObeyedList::decide(Decision decision, std::string const& host, std::string const& words) {
    auto const decided = decide_in(node_, tx_, tables_, decision, host, words);
    return decided ? Result<void>{} : decided.error();
}

std::string ObeyedList::reason_for(std::string_view what, std::string const& reason) const {
    auto words = std::string{what} + " by the partner list of " + name_;
    return reason.empty() ? words + "." : words + ": " + reason;
}

Result<void> ObeyedList::follow(std::string const& host, FollowedEntryRecord const& entry) {
    auto const decision = decision_for(standing_of(tx_, tables_, host), entry.state);
    auto const word = entry.state == ListedState::limited ? "Limited" : "Blocked";
    if (decision)
        if (auto const decided = decide(*decision, host, reason_for(word, entry.reason)); !decided) return decided;
    auto const cause = tables_.list_causes.get(tx_, host);
    bool const is_ours = cause && cause->list == list_;
    if (decision && cause && !is_ours) set_aside(host, *cause);
    if (decision || is_ours) tables_.list_causes.put(tx_, host, {list_, entry.state});
    return {};
}

void ObeyedList::set_aside(std::string const& host, ListCauseRecord const& cause) {
    auto entry = tables_.list_drafts.get(tx_, {cause.list, host});
    if (!entry || entry->withdrawn || entry->decision != EntryDecision::taken || entry->state != cause.state) return;
    entry->waits = true;
    tables_.list_drafts.put(tx_, {cause.list, host}, *entry);
}

template <class Test>
std::optional<ObeyedList::OtherWord> ObeyedList::other_word(std::string const& host, Test const& is_like_that) const {
    std::optional<OtherWord> found;
    tables_.followed_lists.each(tx_, [&](IriHash const& id, FollowedListRecord const& list) {
        auto const entry = id == list_ ? std::nullopt : tables_.list_drafts.get(tx_, {id, host});
        if (entry && is_like_that(list, *entry)) found = OtherWord{id, list.name, *entry};
        return !found;
    });
    return found;
}

// Another list that says the same still: the standing is that one's from now on.
bool ObeyedList::hand_to_another(std::string const& host, ListedState state) {
    bool const is_paused = standing_of(tx_, tables_, host) == Standing::paused;
    auto const says_so = [&](FollowedListRecord const& list, FollowedEntryRecord const& entry) {
        bool const is_same = entry.state == state || (is_paused && keeps_away(entry.state) && keeps_away(state));
        return is_same && is_obeyed(list, entry);
    };
    auto const other = other_word(host, says_so);
    if (!other) return false;
    hold_for(*other, host);
    return true;
}

// What this list's word had set aside holds again. Where it cannot, it goes on waiting for our operator.
void ObeyedList::bring_back(std::string const& host) {
    auto const waits_for_us = [](FollowedListRecord const&, FollowedEntryRecord const& entry) {
        return is_set_aside(entry);
    };
    auto const other = other_word(host, waits_for_us);
    if (!other || !ObeyedList{node_, tx_, tables_, other->list, other->name}.follow(host, other->entry)) return;
    hold_for(*other, host);
}

void ObeyedList::hold_for(OtherWord const& other, std::string const& host) {
    tables_.list_causes.put(tx_, host, {other.list, other.entry.state});
    settle_entry(tx_, tables_, {other.list, host}, other.entry, EntryDecision::taken);
}

Result<void> ObeyedList::undo(std::string const& host) {
    auto const cause = tables_.list_causes.get(tx_, host);
    if (!cause || cause->list != list_ || hand_to_another(host, cause->state)) return {};
    auto const standing = standing_of(tx_, tables_, host);
    auto done = Result<void>{};
    if (cause->state == ListedState::allowed && standing == Standing::asked)
        done = decide(Decision::decline, host, "");
    else if (cause->state == ListedState::allowed && standing == Standing::agreed)
        done = decide(Decision::pause, host, reason_for("Taken back", ""));
    else if (cause->state != ListedState::allowed && standing == Standing::paused)
        done = decide(Decision::resume, host, "");
    else if (cause->state == ListedState::blocked && standing == Standing::declined)
        Desk{node_, tx_, tables_, host}.forget();
    if (!done) return done;
    tables_.list_causes.erase(tx_, host);
    bring_back(host);
    return {};
}

}  // namespace collegium::federation::partner_lists
