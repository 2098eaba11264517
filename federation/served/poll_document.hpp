// Poll document: how a poll of ours stands, for other nodes. Pupils are left out.
#pragma once

#include "federation/messages/json.hpp"
#include "federation/messages/poll_members.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::documents {

// Empty: the thing is no poll.
std::vector<JsonMember> poll_members_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing
);

// A poll's words with the counts of now. closed: tell that it is over.
std::string poll_object(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    rapidjson::Value const& words,
    bool closed
);

}  // namespace collegium::federation::documents
