// Versions: what a thing said before it was changed.
#pragma once

#include "federation/timeline.hpp"

namespace collegium::federation::timeline {

// Where the words of its versions are, oldest first: at most 100, the first and the newest among them.
std::vector<storage::Seq> versions_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing);

}  // namespace collegium::federation::timeline
