// Care: who looks after an adoption of this school, and when they are reminded that it waits for its follow-up. None of
// it leaves the node.
#pragma once

#include "federation/adoption/reading.hpp"

namespace collegium::federation::adoption {

// The member who recorded it, from now on.
void look_after(storage::WriteTx& tx, storage::Tables& tables, storage::Handle adoption, storage::Handle member);

// An adoption of which somebody has to hear.
struct Due {
    storage::Handle adoption{};
    std::vector<storage::Handle> members;  // who look after it: whoever recorded it, if they are there, and the
                                           // research leads
    std::uint64_t reminders = 0;  // how many are behind it with this one
    bool lapsed = false;          // this one says that nobody speaks of it any more
};

// At most 100. school: the node's own actor.
std::vector<Due> due_adoptions(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle school, Instant now
);

// They were told.
void note_told(storage::WriteTx& tx, storage::Tables& tables, Due const& due);

}  // namespace collegium::federation::adoption
