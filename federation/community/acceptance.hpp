// Acceptance: which answers helped. The asker or a moderator of the community chooses; others' choices do not count.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Somebody chose an answer. A choice that is early (the answer has not come) is kept until it can be judged.
// Refuses not_allowed if it can be judged and does not count.
Result<void> choose(rules::Context const& context);

// Takes back the choice that is at this place of the log. Refuses unconcerned if it no longer stands: a later one of
// the same person stands on its own.
Result<void> withdraw_choice(rules::Context const& context, storage::Seq seq, storage::LogEntry const& entry);

// The actor, a community, passed the choice on. If the answer is in that community, now or when it comes, the choice
// counts: it was judged there, by those who know the moderators.
void vouch_for_choice(rules::Context const& context, storage::Handle answer, storage::Handle chooser);

// Judges the choices of an answer again, after something about it became known. Those that were early, and count now,
// are passed on: nobody has heard of them yet.
void settle_early(rules::Context const& context, storage::Handle answer);

}  // namespace collegium::federation::community
