// Who votes, asked at the door: what moderators, consent and partners' standings say changes, so no rule asks for it,
// and a replay keeps the votes that counted when they came.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::community {

// Of an act with a vote; anything else passes. Refuses unconcerned for a poll that is not for the voter to see, as if
// it were not there.
Result<void> check_ballot(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, bool local
);

}  // namespace collegium::federation::community
