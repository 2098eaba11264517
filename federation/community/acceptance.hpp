// Acceptance: which answers helped. The asker or a moderator of the community chooses; others' choices do not count.
#pragma once

#include "federation/community/visibility.hpp"
#include "federation/rules.hpp"

namespace collegium::federation::community {

// Somebody chose an answer. A choice that is early (the answer has not come) is kept until it can be judged.
// Refuses not_allowed if it can be judged and does not count.
Result<void> choose(rules::Context const& context);

// Takes back this choice of the activity's actor. Refuses unconcerned if it no longer stands: a later one of
// the same person stands on its own.
Result<void> withdraw_choice(rules::Context const& context, Activity const& choice);

// A community passed a choice on, or its withdrawal: it was judged there, if the answer is that community's.
void vouch_for_choice(rules::Context const& context, storage::Handle community, Activity const& choice);
void stop_vouching(rules::Context const& context, storage::Handle community, Activity const& choice);

// Judges the choices of an answer again, after something about it became known.
void settle(rules::Context const& context, storage::Handle answer);

// The same, and passes those on that were early, and count now: nobody has heard of them yet.
void settle_early(rules::Context const& context, storage::Handle answer);

// Everybody whose choice of this answer counts, in the order of their handles: their reasons are in the log.
std::vector<storage::Acceptance> acceptances_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle answer,
    storage::ObjectRecord const& record
);

// The first accepted answer of a question that this reader may see.
std::optional<storage::LocalId> accepted_answer(
    storage::ReadTx const& tx, storage::Tables const& tables, Viewer const& viewer, storage::Handle question
);

}  // namespace collegium::federation::community
