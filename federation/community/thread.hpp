// Threads: questions of a community, and what is said below them, in whatever order it arrives.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// The whole object of a Create or Update. Refuses malformed without one, and foreign if its author is not the actor.
Result<Object> authored_object(rules::Context const& context);

// Gives a new thing its place: a question in its community, a reply in its thread, and adopts replies that came before
// it. Words of our own people are kept wherever they stand; others' if they belong to a community or a thread that we
// know, if their author is followed here, or if they name somebody of ours. Refuses unconcerned if the thing is known
// or for none of these; not_allowed if it is not for everyone and not for us either, if a community of ours has shut
// its author out or locked the question, or if it would carry a thread out of this node that stays here.
Result<void> publish(rules::Context const& context, Object const& object);

// The community, if it is ours, passes the act on to those who follow it: this one, or one that came before. Not what
// is for fewer people than those, and not what never leaves this node.
void pass_on(rules::Context const& context, storage::Handle community);
void pass_on(rules::Context const& context, storage::Handle community, Activity const& activity);

}  // namespace collegium::federation::community
