// Passing on: what a community's Announce is worth. It makes a thing part of the community, and it stands for what the
// community has judged: votes, choices, and its facilitators' decisions.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Acts of this kind count on the word of the community alone, for what belongs to it.
bool answers_for(Verb verb) noexcept;

// Acts of this kind have no effect of their own when a community passes them on: the Announce carries it.
bool is_carried(Verb verb) noexcept;

// The community passed this act on.
void stand_by(rules::Context const& context, storage::Handle community, Activity const& act);

}  // namespace collegium::federation::community
