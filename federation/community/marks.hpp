// Marks: what somebody says of a thing beside liking it: useful in practice, well evidenced, wanted by us too, thank
// you. On the wire each is a Like with a col:kind, so that other software counts it as one. The kinds are never added
// up, neither with each other nor with votes.
#pragma once

#include "federation/community/votes.hpp"

namespace collegium::federation::community {

// Which mark a Like makes; nothing for a plain one, and for every other act.
std::optional<storage::MarkKind> mark_of(Activity const& act);

// The mark of the activity's actor. One that is early (the thing has not come) is kept. Refuses not_allowed on one's
// own thing, and that one would like something answered that is no question; unconcerned if the thing's community has
// passed it on before, or the same person has said it again since.
Result<void> make_mark(rules::Context const& context, storage::MarkKind kind);

// Takes exactly this mark back. Refuses unconcerned if it no longer stands: a later one does.
Result<void> withdraw_mark(rules::Context const& context, Activity const& like);

// A community passed a mark on, or its withdrawal, in whatever order. It counts if the thing is that community's.
void count_mark(rules::Context const& context, storage::Handle community, Activity const& like);
void discount_mark(rules::Context const& context, storage::Handle community, Activity const& like);

struct Marks {
    std::uint64_t useful = 0, evidenced = 0;       // people
    std::vector<storage::Handle> wanting_schools;  // hosts, each once, however many people there would like it
    std::uint64_t thanks = 0;                      // people
};

// The marks that count. What an author says of their own thing does not.
Marks marks_on(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    storage::ObjectRecord const& record,
    Counted counted = Counted::all
);

// Whether a member of this node may say this. Useful in practice is what those say who teach; everything else is for
// everybody. Their node judges it for each person, since no other knows who teaches. Refuses not_allowed.
Result<void> check_mark(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, storage::MarkKind kind
);

}  // namespace collegium::federation::community
