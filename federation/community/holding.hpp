// Holding: in some communities what members write waits until a facilitator has approved it (needs H1). Until then only
// its author and the facilitators see it, and nobody passes it on.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

bool is_held(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::Handle community
);

// Whether everybody who may read the thing sees it by now: nobody took it away, and it does not wait.
bool is_settled(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::ObjectRecord const& record
);

// Where the community lives, and unless a facilitator wrote it: the thing waits from now on, also after an edit, if the
// community holds everything or the door wants this one to wait. The latter is kept under the entry, for a replay.
void hold(rules::Context const& context, storage::Handle thing, storage::Handle community);

// Something found its place in a community of ours after it had come: it waits if it would have waited, or been
// refused, had the place been known.
void hold_late(
    rules::Context const& context, storage::Handle thing, storage::ObjectRecord const& record, bool is_refused
);

// Whether an act approves something that waits.
bool is_about_held(rules::Context const& context);

// A facilitator approves it: the community passes on what it says by now, and what its author said goes out as well.
// Something that was taken away meanwhile only stops waiting. Refuses foreign for anybody else.
Result<void> approve(rules::Context const& context);

// What waits in a community, at most `most`, in the order of their handles.
std::vector<storage::Handle> held_in(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, std::size_t most
);

}  // namespace collegium::federation::community
