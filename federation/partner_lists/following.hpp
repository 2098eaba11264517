// Following: what our operator makes of the lists of networks elsewhere. What a list says is a draft until our operator
// takes it, or chose that such things happen by themselves; what our operator did by hand is never undone by a list.
#pragma once

#include "federation/partner_lists/partner_list.hpp"
#include "federation/partners/partnership.hpp"

namespace collegium::federation::partner_lists {

constexpr std::size_t most_followed_lists = 50;

// In one round of one list: each is a decision inside one transaction, and we knock at whom we introduce ourselves to.
constexpr std::size_t most_by_themselves = 100;

// What happens without being asked.
struct ByItself {
    bool allowed = false;    // institutions that the list allows are introduced
    bool blocked = false;    // blocks and limits hold
    bool withdrawn = false;  // what the list takes back is undone, where it came from this list
};

// Our operator subscribes, or subscribes anew and so believes the network's present key. Refuses too_many.
Result<void> put_followed(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string const& network,
    std::string const& name,
    std::string const& key,
    ByItself by_itself
);

// Refuses not_found.
Result<void> choose(storage::WriteTx& tx, storage::Tables& tables, storage::IriHash const& list, ByItself by_itself);

// Our operator reads it no more. What came from it stays as it is, and is our operator's own from now on.
void drop_followed(storage::WriteTx& tx, storage::Tables& tables, storage::IriHash const& list);

// What a newer list changed.
struct Taken {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t withdrawn = 0;
    std::size_t applied = 0;  // of these, by themselves
};

// Compares a list with what was known of it. Refuses not_found (nobody follows it) and stale (older than the one that
// we have). Where more than most_by_themselves could happen by themselves, those that keep others away come first, and
// the rest are drafts until a later round; else the same list once more changes nothing. Of two lists that differ, the
// one that keeps an institution away holds, and what the other allowed holds again after it.
Result<Taken> take_in(Node const& node, storage::WriteTx& tx, storage::Tables& tables, PartnerList const& list);

// Writes down why what was given was not believed; nothing else changes.
void note_problem(
    storage::WriteTx& tx, storage::Tables& tables, storage::IriHash const& list, std::string_view problem, Instant now
);

// Our operator takes or declines what a list says of a host. To decline what was taken back means to keep the standing
// that came from it, as our operator's own. Refuses not_found, and conflict where the partnership cannot change so.
Result<void> decide_entry(
    Node const& node,
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::IriHash const& list,
    std::string const& host,
    bool takes
);

// For pages and commands.
struct Draft {
    std::string host;
    storage::FollowedEntryRecord record;
    std::optional<storage::PartnerState> standing;  // of the host, here
    bool by_hand = false;                           // that standing is our operator's own
};

struct FollowedList {
    storage::IriHash id{};
    std::string iri;
    storage::FollowedListRecord record;
    std::vector<Draft> drafts;  // that wait, by host; at most `most`
    std::size_t waiting = 0;    // all of these
    std::size_t entries = 0;    // that the list has
};

std::vector<FollowedList> followed_lists(storage::ReadTx const& tx, storage::Tables const& tables, std::size_t most);

}  // namespace collegium::federation::partner_lists
