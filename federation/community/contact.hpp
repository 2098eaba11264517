// Contact: who may write to whom (needs N6, security C2 and C3). Between a pupil and anybody else there is no message
// under four eyes: what a pupil writes, and what names one, is for all members of this node.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::community {

// Whether an act may happen at all. It is asked once, when the act comes in, and not when the log is replayed: who is a
// pupil changes. Refuses not_allowed to our own people, with words; for others a pupil does not exist: not_found for a
// Follow of one, unconcerned for other acts about one and for votes in what one asks, and their name among addressees
// is anybody's.
Result<void> check_contact(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation::community
