// Judged: who hears what somebody thinks of a thing.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation {

// Its author, and its community where that passes on such things: a reply to some people stays in the community of its
// thread, and is none of that community's business.
Judged judged_of(timeline::PostView const& post);

// That somebody accepts an answer. Where its community is not told, its author is, in silence: that it was accepted is
// as private as the answer.
Composed choice_of(
    Composer const& composer, Author const& author, timeline::PostView const& answer, std::string_view reason = {}
);
Composed choice_of(Composer const& composer, Author const& author, Judged const& answer, std::string_view reason = {});

}  // namespace collegium::federation
