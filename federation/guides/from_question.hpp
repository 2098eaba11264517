// From a question: the beginning of a guide that collects what its answers know (needs C13).
#pragma once

#include "federation/guides/compose_guide.hpp"

namespace collegium::federation::guides {

// The answers, accepted ones first, as what practice says, each with credit to who gave it; the title, the language and
// the references from the thread; in the thread's community, for those whom the question is for. Those whose answers
// were accepted are its contributors. Only answers that are for as many people as the question: nobody's confidence is
// published. What does not fit is left out, later answers first.
GuideDraft begun_with(timeline::Thread const& thread);

}  // namespace collegium::federation::guides
