// Obeying: what happens to a partnership because of the words of lists, where several of them and our operator speak of
// one institution. Inside one transaction.
#pragma once

#include "federation/partner_lists/partner_list.hpp"
#include "federation/partners/partnership.hpp"

namespace collegium::federation::partner_lists {

// Whether the standing of a host is our operator's own.
bool is_by_hand(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& host);

// Whether words of this state keep an institution away: all but "allowed".
bool keeps_away(storage::ListedState state) noexcept;

// It was taken and held until another list's word took its place: it waits for the end of that one, or our operator.
bool is_set_aside(storage::FollowedEntryRecord const& entry) noexcept;

// Whether it waits for something that our operator wants to happen without being asked.
bool happens_by_itself(storage::FollowedListRecord const& list, storage::FollowedEntryRecord const& entry) noexcept;

// Nobody's hand, and no other list's word, stands in the way of what a list says of the host. Who is to be kept away
// is, although another list allows them.
bool may_apply(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::FollowedEntryKey const& key,
    storage::FollowedEntryRecord const& entry
);

// Writes down that our operator or the node decided it, after it happened. What was withdrawn is gone.
void settle_entry(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::FollowedEntryKey const& key,
    storage::FollowedEntryRecord entry,
    storage::EntryDecision decision
);

// One list at work.
class ObeyedList {
public:
    // name: of its network, for the reasons that operators read.
    ObeyedList(Node const& node, storage::WriteTx& tx, storage::Tables& tables, storage::IriHash list, std::string name)
        : node_{node}, tx_{tx}, tables_{tables}, list_{list}, name_{std::move(name)} {}

    // What the entry says happens; of a withdrawn one, what came from this list is undone. If another list that is
    // obeyed says the same, the standing is that one's; what another one said before this one holds again. Refuses
    // conflict where the partnership cannot change so.
    Result<void> apply(std::string const& host, storage::FollowedEntryRecord const& entry);

    // This list kept an institution away and allows it now, while another list that is obeyed keeps it away still: the
    // standing is that one's from now on, and true is returned. For what happens by itself.
    bool leaves_to_another(std::string const& host, storage::FollowedEntryRecord const& entry);

private:
    struct OtherWord {
        storage::IriHash list{};
        std::string name;
        storage::FollowedEntryRecord entry;
    };

    Result<void> decide(Decision decision, std::string const& host, std::string const& words);
    std::string reason_for(std::string_view what, std::string const& reason) const;
    Result<void> follow(std::string const& host, storage::FollowedEntryRecord const& entry);
    Result<void> undo(std::string const& host);
    void set_aside(std::string const& host, storage::ListCauseRecord const& cause);
    bool hand_to_another(std::string const& host, storage::ListedState state);
    void bring_back(std::string const& host);
    void hold_for(OtherWord const& other, std::string const& host);

    // The first of other lists whose word about the host is like that.
    template <class Test>
    std::optional<OtherWord> other_word(std::string const& host, Test const& is_like_that) const;

    Node const& node_;
    storage::WriteTx& tx_;
    storage::Tables& tables_;
    storage::IriHash list_;
    std::string name_;
};

}  // namespace collegium::federation::partner_lists
