// Holding: in some communities what members write waits until a facilitator has approved it (needs H1). Until then only
// its author and the facilitators see it, and nobody passes it on.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

bool is_held(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::Handle community
);

// Where the community lives, and unless a facilitator wrote it: the thing waits from now on, also after an edit.
void hold(rules::Context const& context, storage::Handle thing, storage::Handle community);

// Whether an act approves something that waits.
bool is_about_held(rules::Context const& context);

// A facilitator approves it: the community passes on what it says by now. Refuses foreign for anybody else.
Result<void> approve(rules::Context const& context);

// What waits in a community, at most `most`, in the order of their handles.
std::vector<storage::Handle> held_in(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, std::size_t most
);

}  // namespace collegium::federation::community
