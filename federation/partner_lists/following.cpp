#include "federation/partner_lists/following.hpp"

#include "federation/partner_lists/obeying.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::federation::partner_lists {

using storage::EntryDecision;
using storage::FollowedEntryKey;
using storage::FollowedEntryRecord;
using storage::FollowedListRecord;
using storage::IriHash;
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
    news.waits = !is_same || is_set_aside(*known);
    return news;
}

// A standing from this list that our operator did not see yet is withdrawn as one that they took.
bool came_of(ReadTx const& tx, Tables const& tables, IriHash const& list, std::string const& host) {
    auto const cause = tables.list_causes.get(tx, host);
    return cause && cause->list == list;
}

// What a list says of a host, and whether that is new or may happen by itself since an earlier round.
struct ListWord {
    std::string host;
    FollowedEntryRecord entry;
    bool is_news = false;
};

struct ComparedList {
    std::vector<ListWord> words;  // what keeps others away first
    Taken taken;
};

struct ListComparing {
    IriHash list{};
    std::string own_host;
    Instant now{};
};

// Also takes out what the list says no more and nothing came of.
ComparedList compare_list(WriteTx& tx, Tables& tables, PartnerList const& list, ListComparing const& by) {
    ComparedList found;
    auto gone = entries_of(tx, tables, by.list);
    for (auto const& each : list.entries) {
        if (each.host == by.own_host) continue;
        auto const place = gone.find(each.host);
        auto const known = place == gone.end() ? std::nullopt : std::optional{place->second};
        if (place != gone.end()) gone.erase(place);
        auto const news = news_of(known, each, by.now);
        if (news && news->waits) ++(known ? found.taken.changed : found.taken.added);
        if (news)
            found.words.push_back({each.host, *news, true});
        else if (known->waits && !is_set_aside(*known))
            found.words.push_back({each.host, *known, false});
    }
    for (auto& [host, entry] : gone) {
        bool const is_news = !entry.withdrawn;
        if (is_news) ++found.taken.withdrawn;
        if (is_news && !came_of(tx, tables, by.list, host)) {
            tables.list_drafts.erase(tx, {by.list, host});
            continue;
        }
        entry.withdrawn = entry.waits = true;
        if (is_news) entry.since = by.now;
        found.words.push_back({host, entry, is_news});
    }
    std::ranges::stable_partition(found.words, [](ListWord const& each) {
        return each.entry.withdrawn || keeps_away(each.entry.state);
    });
    return found;
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

    auto const found = compare_list(tx, tables, list, {id, node.settings.node.domain, now});
    auto taken = found.taken;
    ObeyedList obeyed{node, tx, tables, id, record->name};
    std::size_t left = most_by_themselves;
    for (auto const& [host, entry, is_news] : found.words) {
        FollowedEntryKey const key{id, host};
        bool const applies = left > 0 && happens_by_itself(*record, entry) && may_apply(tx, tables, {id, host}, entry);
        if (applies) --left;
        bool const applied = applies && !obeyed.leaves_to_another(host, entry) && obeyed.apply(host, entry);
        if (applied) {
            ++taken.applied;
            settle_entry(tx, tables, key, entry, EntryDecision::taken);
        } else if (is_news) {
            tables.list_drafts.put(tx, key, entry);
        }
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
        ObeyedList obeyed{node, tx, tables, list, record->name};
        if (auto const applied = obeyed.apply(host, *entry); !applied) return applied.error();
    } else if (entry->withdrawn) {
        tables.list_causes.erase(tx, host);
    }
    settle_entry(tx, tables, key, *entry, takes ? EntryDecision::taken : EntryDecision::declined);
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
