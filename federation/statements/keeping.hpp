// Keeping: which replies to guides are statements, as a view.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::statements {

// The newest words of a reply, which were kept as such before: a statement by a Group is entered, and what is none (any
// more) is not among them. Somebody else's is a comment.
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::statements
