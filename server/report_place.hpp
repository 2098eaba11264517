// Where a report goes: who looks into what somebody reported.
#pragma once

#include "server/app.hpp"

namespace collegium::server {

// A community of ours answers for what is in it; the node for the rest (community 0). A report leaves this node only
// when one of those who look into it passes it on, in words of their own. The IRI of the community, or of the node's
// own actor.
std::string report_place(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string const& origin, storage::Handle community
);

}  // namespace collegium::server
