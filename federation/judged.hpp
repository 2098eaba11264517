// Judged: who hears what somebody thinks of a thing.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation {

// Its author, and its community where that passes on such things: a reply to some people stays in the community of its
// thread, and is none of that community's business.
Judged judged_of(timeline::PostView const& post);

}  // namespace collegium::federation
