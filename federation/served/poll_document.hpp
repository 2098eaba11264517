// Poll document: how a poll stands, for other nodes. Pupils are left out.
#pragma once

#include "federation/messages/polls.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::documents {

// With the counts of now; nothing if the thing is no poll.
std::optional<PollDraft> standing_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

}  // namespace collegium::federation::documents
