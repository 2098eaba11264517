// Captured: what came up at an event, told by whoever was there: notes, and new questions for its community (needs G4).
// Either says so by naming the event; what else it is, is the same as for everything of its kind.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::events {

constexpr std::string_view notes_kind = "notes";  // col:kind of notes: an Article with a title

// What a Create or Update names as its origin, before anything is written; nothing about guides, which ask for
// themselves. Refuses not_allowed what tells its readers of an event that is not for them.
Result<void> check_origins(rules::Context const& context, Object const& object);

// Files what stands on top of a thread under all that any of its words named, unless that is known to be in another
// community: whoever reads asks the newest words, and once more for the community.
void keep_origins(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::events
