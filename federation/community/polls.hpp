// Polls: what is asked, who voted, and how it stands. What is asked stands in the words of the thing; who voted is a
// view; how it stands is counted when it is read.
#pragma once

#include "federation/community/votes.hpp"
#include "federation/rules.hpp"

#include <optional>

namespace collegium::federation::community {

struct Poll {
    Poll() = default;

    bool multiple = false;
    std::vector<std::string> options;
    std::vector<std::uint64_t> told;  // votes for each option, as its author's node last told
    std::uint64_t told_voters = 0;
    Instant told_at{};  // when that came
    Instant ends{};     // 1970: not before its author says so
    bool closed = false;
};

// The poll in a thing's newest words; nothing if there is none.
std::optional<Poll> poll_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

// A name without words in reply to something is a vote in a poll, and no contribution.
bool is_ballot(Object const& object);
bool is_ballot(rapidjson::Value const& object);

// Notes that a thing is a poll, if it is one.
void note_poll(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Object const& object
);

// Forgets the votes in a poll that asks for something else from now on.
void forget_votes_unless_same(rules::Context const& context, storage::Handle thing, Object const& object);

// Whether the same words are here again because their author's node tells how the poll stands. Counts only grow, so of
// two tellings the larger one stands, whichever came first.
bool tells_more(rules::Context const& context, storage::Handle thing, Object const& object);

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
