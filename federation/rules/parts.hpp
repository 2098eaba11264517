// Parts: what the words of a Create or Update say beside being words: a version of a guide or of a tool for measuring,
// a project, a signpost, a review, an adoption, a statement, what came up at an event.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::rules {

// Before anything is written. Refuses what guides, instruments, projects and signposts do (check_words), and events
// (check_origins), and not_allowed words of ours that link a question, or name a tool, which is not for all their
// readers.
Result<void> check_parts(Context const& context, Object const& object);

// The words stand now, and so do their parts.
void keep_parts(Context const& context, Object const& object);

}  // namespace collegium::federation::rules
