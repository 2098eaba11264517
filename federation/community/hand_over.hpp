// Hand-over: Mastodon delivers a reply to those whom it mentions, not to the community that the thread is in. Then the
// node of whom it was an answer to brings it there (wire reference 4.2, inbox forwarding).
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

// Queues the entry as it came for the host of the thing's community, if the community lives elsewhere, is not
// addressed by the act, and the thing replies to a member of ours.
void hand_over(rules::Context const& context, storage::ObjectRecord const& record);

}  // namespace collegium::federation::community
