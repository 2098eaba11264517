// Foreign documents: what a member may read of what another node shows to this one. A node that signs its request is
// shown all that is meant for anybody here, and most of that is for somebody else.
#pragma once

#include "crypto/json_value.hpp"
#include "storage/tables.hpp"

#include <string_view>

namespace collegium::server::client_to_server {

// Whether a thing of this id is not for this member, by what is known of it here. False for what is not known.
bool is_withheld(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::string_view iri
);

// Whether a document, with every thing and act inside it, is for this member: as it is known here, or else for
// everyone, or for them by name. What says of itself that somebody wrote or did it, and not for whom, is for those of
// what it stands in, and else for nobody.
bool is_for_member(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, JsonValue const& document
);

}  // namespace collegium::server::client_to_server
