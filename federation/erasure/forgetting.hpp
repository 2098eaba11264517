// Forgetting: what is kept of somebody elsewhere beside what they did.
#pragma once

#include "storage/tables.hpp"

namespace collegium::federation::erasure {

// Erases what the document of a person of another node says of them. The name in their address stays, which all that
// is kept of their acts has in it, and so do their inbox and keys: what is still on its way can be told from forgeries.
void forget_profile(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person);

}  // namespace collegium::federation::erasure
