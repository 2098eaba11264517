// Decisions: a count in the store of all that was decided about partners, in whichever process, so that a serving node
// looks at its thousands of partners when there is something new, and not every two seconds.
#pragma once

#include "storage/tables.hpp"

#include <cstdint>

namespace collegium::federation {

// Together with the decision, in its transaction.
void note_decision(storage::WriteTx& tx, storage::Tables& tables);

// Another number after each of them.
std::uint64_t count_of_decisions(storage::ReadTx const& tx, storage::Tables const& tables);

}  // namespace collegium::federation
