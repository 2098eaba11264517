// Polls: what is asked, who voted, and how it stands. What is asked stands in the words of the thing; how it stands is
// what its author's node told, and the votes that we know ourselves, which are counted when they are read.
#pragma once

#include "federation/community/votes.hpp"
#include "federation/messages/polls.hpp"
#include "federation/rules.hpp"

#include <optional>

namespace collegium::federation::community {

// As its author's node told.
struct Poll : PollDraft {
    Instant told_at{};  // when we heard the latest of it
};

// The poll in a thing's newest words; nothing if there is none.
std::optional<Poll> poll_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

// Whether the act brings a vote: a name without words in reply to something, which is no contribution.
bool brings_ballot(rules::Context const& context);

// Notes that the thing that the act brings is a poll, if it is one.
void note_poll(rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record);

// An Update with the words that are known, or older ones, is how a poll's author tells how it stands. Counts only grow,
// so of two tellings the larger one stands, whichever came first. False if it tells nothing that was not known.
bool hear_standing(rules::Context const& context, storage::Handle thing, Instant updated);

// The same for an Update with newer words, before these take the place of the old ones. Votes in a poll that asks for
// something else from now on are forgotten.
void change_poll(rules::Context const& context, storage::Handle thing, Instant updated);

// The vote of the activity's actor. Refuses unconcerned: no poll of ours, one that this voter may not see or that was
// over when the vote was received, and a second vote of a member where one is allowed; not_allowed: their own poll, and
// what check_ban refuses; malformed: no such option.
Result<void> cast_ballot(rules::Context const& context, Object const& object);

// How a poll stands. Where one option is allowed and somebody's node sent two, the one whose act has the smaller digest
// counts: it does not matter which came first.
struct Tally {
    std::vector<std::uint64_t> votes;  // for each option
    std::uint64_t voters = 0;
};

// A poll of ours is counted; of another node's, what it told counts, or what we know ourselves if that is more.
Tally tally_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    Poll const& poll,
    Counted counted = Counted::all
);

// The options that count as this person's, in order; empty: they have not voted.
std::vector<std::uint64_t> choices_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    Poll const& poll,
    storage::Handle voter
);

// Everybody who voted, each once.
std::vector<storage::Handle> voters_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, Poll const& poll
);

// Polls that came since then, ours and others', oldest first.
std::vector<storage::Handle> polls_since(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId since
);

// Whether its author lives here, so that its votes are for us to count.
bool is_by_one_of_us(storage::ReadTx const& tx, storage::Tables const& tables, storage::ObjectRecord const& record);

// When it ends, or ended before its time; 1970: that was not said.
Instant end_of(PollDraft const& poll) noexcept;

inline bool is_over(PollDraft const& poll, Instant now) noexcept {
    auto const end = end_of(poll);
    return end != Instant{} && end <= now;
}

std::uint64_t sum_of(std::vector<std::uint64_t> const& votes);

}  // namespace collegium::federation::community
