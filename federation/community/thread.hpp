// Threads: questions of a community, and what is said below them, in whatever order it arrives.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// The whole object of a Create or Update. Refuses malformed without one, and foreign if its author is not the actor.
Result<Object> authored_object(rules::Context const& context);

// Gives a new thing its place: a question in its community, a reply in its thread, and adopts replies that came before
// it. Refuses unconcerned if the thing is known, or belongs to no community and no thread that we know; not_allowed if
// it is not for everyone, or if a community of ours has shut its author out or locked the question.
Result<void> publish(rules::Context const& context, Object const& object);

// The community, if it is ours, passes the act on to those who follow it: this one, or one that came before.
void pass_on(rules::Context const& context, storage::Handle community);
void pass_on(rules::Context const& context, storage::Handle community, Activity const& activity);

}  // namespace collegium::federation::community
