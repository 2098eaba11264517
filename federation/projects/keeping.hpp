// Keeping: what the views remember of a project beside its words: where it stands, and which questions it came from.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::projects {

// What a Create or Update says, before anything is written; nothing about what is no project. Refuses what project_in
// refuses, malformed one that replies to something, and a thing that turns into or out of one, and not_allowed one of
// ours that names what is not for all its readers.
Result<void> check_words(rules::Context const& context, Object const& object);

// Enters a project whose words stand now. Nothing for what is none.
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::projects
