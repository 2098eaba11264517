// Undone: which act an Undo takes back.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// The act that an Undo names, if it is the same actor's: from our log, by its id; as the community passed it on, where
// the Undo comes through a community too; or as it stands inside the Undo. Nothing where nobody knows it.
std::optional<Activity> undone_by(rules::Context const& context, Activity const& undo);

// An Undo can come before the act itself: then the act means nothing when it comes.
bool was_undone(rules::Context const& context, Activity const& act);

// The same of what a community passes on: it takes back by its word what counts by its word.
void remember_undone(rules::Context const& context, storage::Handle community, Iri const& act);
bool was_undone(rules::Context const& context, storage::Handle community, Activity const& act);

}  // namespace collegium::federation::community
