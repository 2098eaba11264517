// Pupils: accounts of children. Nothing of theirs leaves this node, and outside it nobody learns that there is one.
#pragma once

#include "storage/tables.hpp"

#include <string_view>

namespace collegium::federation::community {

// False for everybody who is not a member of this node.
bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// The same by name.
bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri);

}  // namespace collegium::federation::community
