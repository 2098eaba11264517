// Keeping: which replies call themselves statements, as a view.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::statements {

// The newest words of a reply, which were kept as such before: what calls itself a statement is entered, and what does
// not (any more) is not among them. Who its author is, and what it is about, may come later and is not in the log:
// whoever reads asks (is_statement_about).
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::statements
