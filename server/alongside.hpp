// Alongside: what is kept together with an act, put together from parts.
#pragma once

#include "federation/admit.hpp"

namespace collegium::server {

// One after the other; the second only if the first was not refused. Either may be empty.
federation::Alongside both(federation::Alongside first, federation::Alongside second);

}  // namespace collegium::server
