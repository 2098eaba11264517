// The last step of composing: an act gets its actor's integrity proof, and is read as everybody will read it.
#pragma once

#include "federation/messages/compose.hpp"

namespace collegium::federation {

// members: all that the act has but the proof.
Activity signed_act(Author const& author, Clock const& clock, JsonText& members);

}  // namespace collegium::federation
