// Versions: every set of words that a guide ever had stays readable by its name. Which one is the newest does not
// depend on the order in which they come.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::guides {

// What a Create or Update says, before anything is written; nothing about what is no guide. Refuses what guide_in
// refuses, a partner's guide without a required part, whatever its state, malformed for a guide that replies to
// something or a thing that turns into or out of a guide, and not_allowed where a member's adaptation goes against the
// licence of what it adapts, or where words that go out come from what stays here. Whom they name was asked before
// (entering.hpp).
Result<void> check_words(rules::Context const& context, Object const& object);

// These words take the place of those that stand: they are newer. Of guides that were changed twice in a second, the
// one with the greater name of its version, then of its act.
bool supersedes(rules::Context const& context, Object const& object, storage::ObjectRecord const& standing);

// Keeps the version that these words are, and what they were made from. False if this node knows it as well already,
// or if they are no guide's.
bool keep_version(rules::Context const& context, Object const& object);

// Words of a known guide that do not take the place of those that stand: a version all the same, for as many people as
// it was meant for; passed on while the guide is visible. Refuses unconcerned if there is nothing new in them, foreign
// if they are another author's, and what check_ban refuses.
Result<void> add_version(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::guides
