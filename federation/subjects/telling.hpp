// Telling: what the actor of a subject says, in the transaction of the act that it follows from. A guide or a question
// that everyone may read is announced once, in whatever words it stands later; its author's changes and its end are
// passed on to those who heard of it; what is no longer for them is taken back. The same goes for what the collections
// of members have announced, except that members say what is in them.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::subjects {

// After an act took effect and is in the log: adds to the effects what the subjects of this node have to say of it,
// about things in communities of this node, and its collections about things in any. What waits for a facilitator stays
// as it was told, or untold.
void tell(rules::Context const& context);

}  // namespace collegium::federation::subjects
