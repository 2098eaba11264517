// Keeping: what the views remember of a review. Whatever is wrong with it is remembered with it, and shown.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::reviews {

// The newest words of a reply, which were kept as such before: a review is entered with its flags, and what is no
// review (any more) is not among them.
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::reviews
