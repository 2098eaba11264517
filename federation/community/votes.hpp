// Votes: what people think of a thing. One vote each: a Like and a Dislike of the same person replace each other.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// The vote of the activity's actor. One that is early (the thing has not come) is kept. Refuses unconcerned if the
// thing's community has passed it on before.
Result<void> cast_vote(rules::Context const& context);

// Takes exactly this vote back. Refuses unconcerned if it no longer stands: a later one does.
Result<void> withdraw_vote(rules::Context const& context, Activity const& vote);

// A community passed a vote on, or its withdrawal, in whatever order. It counts if the thing is that community's.
void count_vote(rules::Context const& context, storage::Handle community, Activity const& vote);
void discount_vote(rules::Context const& context, storage::Handle community, Activity const& vote);

struct Votes {
    std::uint64_t up = 0, down = 0;
};

// What other nodes are told leaves pupils out.
enum class Counted { all, outside };

// The votes that count.
Votes votes_for(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    storage::Handle community,
    Counted counted = Counted::all
);

}  // namespace collegium::federation::community
