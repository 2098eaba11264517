// Entering: what is asked of reviews and of requests for them, once, when they come in. It is not asked again when the
// log is replayed: what a node knows of guides and of people changes.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::reviews {

// origin: of this node; local: a member of ours did it. Refuses to members: the first of problems_here for a review;
// malformed a reply that calls itself a review and is none, not_allowed one under a pen name that
// nobody handed in, or beside one that was handed in, or for which check_pen_name refuses it, and an Update that turns
// a review to another version; of a request not_allowed one that asks an author's colleague, or somebody elsewhere
// about what stays here, and malformed a version that the guide never had; too_large an answer with a reason beyond
// longest_note. To others who ask a pupil: not_found, as of anybody who is not there. To all who ask a service of ours:
// not_found once it is not registered, and not_allowed for a guide that is not for everyone. What else partners' people
// say is not refused here: it is kept with its flags.
Result<void> check_entering(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation::reviews
