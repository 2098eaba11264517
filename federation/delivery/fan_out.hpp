// Fan-out: whom an act of ours must reach. One row for each host, whatever the number of people there.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation {

// Puts the entry into its actor's outbox and queues it for the hosts of those it is addressed to: actors by name, and
// the followers of an actor of ours. Hosts that have a receipt for this entry are left out. What never leaves this node
// (community/audience.hpp) is queued for nobody, whatever it says.
void fan_out(rules::Context const& context);

}  // namespace collegium::federation
