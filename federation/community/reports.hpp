// Reports: what somebody asks the facilitators to look at. They stay where they came; nobody passes them on.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Keeps a Flag for those who answer for what it names: our communities, or the node itself for its own people. Refuses
// unconcerned if nothing of it is ours.
Result<void> report(rules::Context const& context);

// Refuses unconcerned if it is not kept.
Result<void> withdraw_report(rules::Context const& context, Activity const& flag);

}  // namespace collegium::federation::community
