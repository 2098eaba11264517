// Keeping: what rules ask of the words of a signpost, and where they file it.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::signposts {

// What a Create or Update says, before anything is written; nothing about what is no signpost. Refuses what signpost_in
// refuses, malformed one that replies to something, and a thing that turns into or out of one, and not_allowed one of
// ours that leads to a thing that is not for all its readers.
Result<void> check_words(rules::Context const& context, Object const& object);

// Files a signpost that stands now under its community and under the page to which its words lead. Nothing for what is
// none.
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::signposts
