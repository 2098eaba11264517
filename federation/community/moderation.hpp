// Moderation: what the facilitators of a community decide about its things and its people. A decision is judged where
// the community lives, by who its facilitators are at that moment; every other node waits for the community's Announce.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// A community of this node: we judge what is decided in it.
bool is_home(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);
inline bool is_home(rules::Context const& context, storage::Handle community) {
    return is_home(context.tx, context.tables, community);
}

// A facilitator of it, as far as we know, or the community itself.
bool moderates(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle actor
);
inline bool moderates(rules::Context const& context, storage::Handle community, storage::Handle actor) {
    return moderates(context.tx, context.tables, community, actor);
}

// A decision of the activity's actor: a Lock, Add, Remove or Block, a Delete of somebody else's thing, or an Undo of
// one of these. At home it takes effect and is passed on. Elsewhere it takes effect if the community itself decided; a
// facilitator of ours has to wait for the community. Refuses foreign if the actor does not moderate the community or
// the thing belongs to another one, unconcerned if the decision is not for us to judge.
Result<void> decide(rules::Context const& context);

// The community passed a decision on, so it was judged there.
void stand_by_decision(rules::Context const& context, storage::Handle community, Activity const& decision);

// A Delete is a facilitator's removal if somebody else than the author did it. While the author is unknown, a reason
// tells (as Lemmy writes it).
bool is_removal(rules::Context const& context, Activity const& deletion);

// Refuses not_allowed if we are the community's home, and its facilitators have shut the person out.
Result<void> check_ban(rules::Context const& context, storage::Handle community, storage::Handle person);

// Refuses not_allowed if we are the community's home, and the question takes no more replies.
Result<void> check_lock(rules::Context const& context, storage::Handle community, storage::Handle question);

}  // namespace collegium::federation::community
