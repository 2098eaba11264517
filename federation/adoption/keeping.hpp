// Keeping: what the views remember of an adoption. Whatever is wrong with it is remembered with it, and shown.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::adoption {

// The newest words of a reply, which were kept as such before: an adoption by a school is entered with its flags, and
// what is none (any more) is not among them. Somebody who speaks of an adoption in a school's place has written a
// comment.
void keep(rules::Context const& context, Object const& object);

}  // namespace collegium::federation::adoption
