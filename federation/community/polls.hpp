// Polls: what is asked, who voted, and how it stands. What is asked stands in the words of the thing; who voted is a
// view; how it stands is counted when it is read.
#pragma once

#include "federation/community/votes.hpp"
#include "federation/messages/polls.hpp"
#include "federation/rules.hpp"

#include <optional>

namespace collegium::federation::community {

struct Poll : PollDraft {
    Instant told_at{};  // when its author's node last told how it stands
};

// The poll in a thing's newest words; nothing if there is none.
std::optional<Poll> poll_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

// Whether the act brings a vote: a name without words in reply to something, which is no contribution.
bool brings_ballot(rules::Context const& context);

// Notes that the thing that the act brings is a poll, if it is one.
void note_poll(rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record);

// Forgets the votes in a poll that asks for something else from now on.
void forget_votes_unless_same(rules::Context const& context, storage::Handle thing);

// Whether the same words are here again because their author's node tells how the poll stands. Counts only grow, so of
// two tellings the larger one stands, whichever came first.
bool tells_more(rules::Context const& context, storage::Handle thing);

// The vote of the activity's actor. Refuses unconcerned: no poll of ours, one that this voter may not see or that is
// over, and a second vote of a member where one is allowed; not_allowed: their own poll; malformed: no such option.
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

// Polls that were published since then, ours and others', oldest first.
std::vector<storage::Handle> polls_since(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view origin, storage::LocalId since
);

inline bool is_over(Poll const& poll, Instant now) noexcept {
    return poll.closed || (poll.ends != Instant{} && poll.ends <= now);
}

std::uint64_t sum_of(std::vector<std::uint64_t> const& votes);

}  // namespace collegium::federation::community
