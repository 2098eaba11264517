// Entering: what is asked of adoptions once, when they come in. It is not asked again when the log is replayed: what a
// node knows of guides and of tools for measuring changes.
#pragma once

#include "federation/adoption/adoption.hpp"
#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::adoption {

// Whether this member adopts guides for their school: its research lead does, and where there is none an operator.
// Refuses not_allowed.
Result<void> check_adopter(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

// problems_of, and what only this node can tell: "version" where the guide never had it, or where the school has
// adopted it already; "baseline.instrument" and "follow_up.instrument" where the tool is not known here, or never had
// that version, or says otherwise which way is good. school: who adopts; thing: what is changed; 0: it is new.
std::vector<Problem> problems_here(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Adoption const& adoption,
    storage::Handle school,
    storage::Handle thing = storage::Handle{0}
);

// local: somebody of ours did it. Refuses to ours: the first of problems_here; malformed a reply that calls itself an
// adoption and is none; not_allowed what is not said by the school itself, and an Update that turns an adoption to
// another version. What partners say is not refused here: it is kept with its flags.
Result<void> check_entering(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, bool local
);

}  // namespace collegium::federation::adoption
