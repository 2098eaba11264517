#include "federation/partner_lists/following.hpp"

#include "federation/partners/partner_desk.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

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

using Entries = std::map<std::string, FollowedEntryRecord>;

Entries entries_of(ReadTx const& tx, Tables const& tables, IriHash const& list) {
    Entries entries;
    tables.list_drafts.ascend(tx, {list, ""}, [&](FollowedEntryKey const& key, FollowedEntryRecord const& record) {
        if (key.list != list) return false;
        entries.emplace(key.host, record);
        return true;
    });
    return entries;
}

bool is_by_hand(ReadTx const& tx, Tables const& tables, std::string const& host) {
    auto const partner = tables.partners.get(tx, host);
    return partner && partner->state != PartnerState::introduced && !tables.list_causes.contains(tx, host);
}

// Nobody's hand, and no other list's word, stands in the way.
bool may_apply(ReadTx const& tx, Tables const& tables, IriHash const& list, std::string const& host) {
    auto const cause = tables.list_causes.get(tx, host);
    return cause ? cause->list == list : !is_by_hand(tx, tables, host);
}

// One list at work in one transaction.
class Reader {
public:
    Reader(Node const& node, WriteTx& tx, Tables& tables, IriHash list, std::string name)
        : node_{node}, tx_{tx}, tables_{tables}, list_{list}, name_{std::move(name)} {}

    Result<void> apply(std::string const& host, FollowedEntryRecord const& entry) {
        return entry.withdrawn ? undo(host) : follow(host, entry);
    }

private:
    Result<void> decide(Decision decision, std::string const& host, std::string const& words) {
        auto const decided = decide_in(node_, tx_, tables_, decision, host, words);
        return decided ? Result<void>{} : decided.error();
    }

    std::string reason_for(std::string_view what, std::string const& reason) const {
        auto words = std::string{what} + " by the partner list of " + name_;
        return reason.empty() ? words + "." : words + ": " + reason;
    }

    // What it means for the partnership as it stands; nothing where there is nothing to do.
    std::optional<Decision> decision_for(Standing standing, ListedState state) const {
        bool const is_partner = standing == Standing::agreed || standing == Standing::paused;
        switch (state) {
            case ListedState::allowed:
                if (standing == Standing::agreed || standing == Standing::asked) return std::nullopt;
                return standing == Standing::paused ? Decision::resume : Decision::introduce;
            case ListedState::limited:
                return standing == Standing::agreed ? std::optional{Decision::pause} : std::nullopt;
            case ListedState::blocked:
                if (standing == Standing::agreed) return Decision::pause;
                if (is_partner || standing == Standing::declined || standing == Standing::removed) return std::nullopt;
                return Decision::shut_out;
        }
        return std::nullopt;
    }

    Result<void> follow(std::string const& host, FollowedEntryRecord const& entry) {
        auto const decision = decision_for(standing_of(tx_, tables_, host), entry.state);
        auto const word = entry.state == ListedState::limited ? "Limited" : "Blocked";
        if (decision)
            if (auto const decided = decide(*decision, host, reason_for(word, entry.reason)); !decided) return decided;
        auto const cause = tables_.list_causes.get(tx_, host);
        bool const is_ours = cause && cause->list == list_;
        if (decision || is_ours) tables_.list_causes.put(tx_, host, {list_, entry.state});
        return {};
    }

    // Another list that was taken and still says the same: the standing is that one's from now on.
    bool hand_to_another(std::string const& host, ListedState state) {
        std::optional<IriHash> other;
        tables_.followed_lists.each(tx_, [&](IriHash const& each, FollowedListRecord const&) {
            auto const entry = each == list_ ? std::nullopt : tables_.list_drafts.get(tx_, {each, host});
            bool const says_so = entry && !entry->withdrawn && !entry->waits && entry->state == state &&
                                 entry->decision == EntryDecision::taken;
            if (says_so) other = each;
            return !other;
        });
        if (other) tables_.list_causes.put(tx_, host, {*other, state});
        return other.has_value();
    }

    Result<void> undo(std::string const& host) {
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
        if (done) tables_.list_causes.erase(tx_, host);
        return done;
    }

    Node const& node_;
    WriteTx& tx_;
    Tables& tables_;
    IriHash list_;
    std::string name_;
};

bool is_chosen(FollowedListRecord const& list, FollowedEntryRecord const& entry) {
    if (entry.withdrawn) return list.applies_withdrawn;
    return entry.state == ListedState::allowed ? list.applies_allowed : list.applies_blocked;
}

// After it happened.
void settle(
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

// What is known of a host and what the list says of it now; nothing if that is no news.
std::optional<FollowedEntryRecord> news_of(
    std::optional<FollowedEntryRecord> const& known, Entry const& entry, Instant now
) {
    if (!known)
        return FollowedEntryRecord{entry.state, entry.reason, now, false, true, EntryDecision::none, entry.state};
    if (known->state == entry.state && known->reason == entry.reason && !known->withdrawn) return std::nullopt;
    auto news = *known;
    bool const is_same = known->decision != EntryDecision::none && known->decided == entry.state;
    news.state = entry.state;
    news.reason = entry.reason;
    news.withdrawn = false;
    news.since = now;
    news.waits = !is_same;
    return news;
}

// A standing from this list that our operator did not see yet is withdrawn as one that they took.
bool came_of(ReadTx const& tx, Tables const& tables, IriHash const& list, std::string const& host) {
    auto const cause = tables.list_causes.get(tx, host);
    return cause && cause->list == list;
}

}  // namespace

Result<void> put_followed(
    WriteTx& tx,
    Tables& tables,
    std::string const& network,
    std::string const& name,
    std::string const& key,
    ByItself by_itself
) {
    auto const id = storage::hash_of(list_iri(network));
    auto record = tables.followed_lists.get(tx, id);
    if (!record && tables.followed_lists.size(tx) >= most_followed_lists)
        return Refusal{Reason::too_many, "You read 50 lists already: stop reading one first."};
    auto list = record.value_or(FollowedListRecord{});
    list.network = network;
    list.name = name;
    list.key = key;
    list.applies_allowed = by_itself.allowed;
    list.applies_blocked = by_itself.blocked;
    list.applies_withdrawn = by_itself.withdrawn;
    list.tried = Instant{};
    list.problem.clear();
    tables.followed_lists.put(tx, id, list);
    return {};
}

Result<void> choose(WriteTx& tx, Tables& tables, IriHash const& list, ByItself by_itself) {
    auto record = tables.followed_lists.get(tx, list);
    if (!record) return Refusal{Reason::not_found, "You do not read that list."};
    record->applies_allowed = by_itself.allowed;
    record->applies_blocked = by_itself.blocked;
    record->applies_withdrawn = by_itself.withdrawn;
    tables.followed_lists.put(tx, list, *record);
    return {};
}

void drop_followed(WriteTx& tx, Tables& tables, IriHash const& list) {
    for (auto const& [host, entry] : entries_of(tx, tables, list)) {
        tables.list_drafts.erase(tx, {list, host});
        if (came_of(tx, tables, list, host)) tables.list_causes.erase(tx, host);
    }
    tables.followed_lists.erase(tx, list);
}

Result<Taken> take_in(Node const& node, WriteTx& tx, Tables& tables, PartnerList const& list) {
    auto const id = storage::hash_of(list_iri(list.network));
    auto record = tables.followed_lists.get(tx, id);
    if (!record) return Refusal{Reason::not_found, "nobody reads that list"};
    if (list.updated < record->updated)
        return Refusal{Reason::stale, "what was given is older than the list that we have"};
    auto const now = node.clock.now();
    record->name = list.name;
    record->updated = list.updated;
    record->fetched = record->tried = now;
    record->problem.clear();
    tables.followed_lists.put(tx, id, *record);

    Taken taken;
    Reader reader{node, tx, tables, id, record->name};
    auto gone = entries_of(tx, tables, id);
    auto const put = [&](std::string const& host, FollowedEntryRecord const& entry) {
        FollowedEntryKey const key{id, host};
        bool const applies =
            entry.waits && is_chosen(*record, entry) && may_apply(tx, tables, id, host) && reader.apply(host, entry);
        if (applies)
            settle(tx, tables, key, entry, EntryDecision::taken);
        else
            tables.list_drafts.put(tx, key, entry);
        if (applies) ++taken.applied;
    };
    for (auto const& each : list.entries) {
        if (each.host == node.settings.node.domain) continue;
        auto const found = gone.find(each.host);
        auto const known = found == gone.end() ? std::nullopt : std::optional{found->second};
        if (found != gone.end()) gone.erase(found);
        auto const news = news_of(known, each, now);
        if (!news) continue;
        if (news->waits) ++(known ? taken.changed : taken.added);
        put(each.host, *news);
    }
    for (auto& [host, entry] : gone) {
        if (entry.withdrawn) continue;
        ++taken.withdrawn;
        if (!came_of(tx, tables, id, host)) {
            tables.list_drafts.erase(tx, {id, host});
            continue;
        }
        entry.withdrawn = entry.waits = true;
        entry.since = now;
        put(host, entry);
    }
    return taken;
}

void note_problem(WriteTx& tx, Tables& tables, IriHash const& list, std::string_view problem, Instant now) {
    auto record = tables.followed_lists.get(tx, list);
    if (!record) return;
    record->tried = now;
    record->problem = problem;
    tables.followed_lists.put(tx, list, *record);
}

Result<void> decide_entry(
    Node const& node, WriteTx& tx, Tables& tables, IriHash const& list, std::string const& host, bool takes
) {
    FollowedEntryKey const key{list, host};
    auto const record = tables.followed_lists.get(tx, list);
    auto const entry = tables.list_drafts.get(tx, key);
    if (!record || !entry || !entry->waits)
        return Refusal{Reason::not_found, "Nothing waits there any more: the list may have changed."};
    if (takes) {
        Reader reader{node, tx, tables, list, record->name};
        if (auto const applied = reader.apply(host, *entry); !applied) return applied.error();
    } else if (entry->withdrawn) {
        tables.list_causes.erase(tx, host);
    }
    settle(tx, tables, key, *entry, takes ? EntryDecision::taken : EntryDecision::declined);
    return {};
}

std::vector<FollowedList> followed_lists(ReadTx const& tx, Tables const& tables, std::size_t most) {
    std::vector<FollowedList> lists;
    tables.followed_lists.each(tx, [&](IriHash const& id, FollowedListRecord const& record) {
        FollowedList list{id, list_iri(record.network), record, {}, 0, 0};
        for (auto& [host, entry] : entries_of(tx, tables, id)) {
            if (!entry.withdrawn) ++list.entries;
            if (!entry.waits || ++list.waiting > most) continue;
            auto const partner = tables.partners.get(tx, host);
            list.drafts.push_back(
                {host, entry, partner ? std::optional{partner->state} : std::nullopt, is_by_hand(tx, tables, host)}
            );
        }
        lists.push_back(std::move(list));
        return true;
    });
    std::ranges::sort(lists, {}, &FollowedList::iri);
    return lists;
}

}  // namespace collegium::federation::partner_lists
