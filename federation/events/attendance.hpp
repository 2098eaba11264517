// Attendance: who comes to an event. Its organiser's node counts the places; a person's own node keeps what it was
// told.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::events {

// An event that is known here.
bool is_event(rules::Context const& context, std::string_view iri);

// Somebody wants to come: let in while there are places. Refuses not_found whoever may not read of it, and not_allowed
// where it was cancelled or is over.
Result<void> join(rules::Context const& context);

// Refuses unconcerned who never wanted to come, or what was overtaken.
Result<void> leave(rules::Context const& context, Activity const& act);

// Whether what is accepted or rejected is a Join of an event, by its organiser. Refuses foreign for anybody else.
bool is_about_attendance(rules::Context const& context);
Result<void> answer(rules::Context const& context, bool accepted);

}  // namespace collegium::federation::events
