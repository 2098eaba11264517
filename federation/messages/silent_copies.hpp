// Silent copies: an act of ours that also goes to people whom the others do not read of.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/messages/hidden_recipients.hpp"

namespace collegium::federation {

// The same act, kept with those who hear of it in silence.
Composed with_hidden(Composed composed, HiddenRecipients const& hidden);

}  // namespace collegium::federation
