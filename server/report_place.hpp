// Where a report goes: who looks into what somebody reported.
#pragma once

#include "server/app.hpp"

namespace collegium::server {

// A community answers for what is in it; the node for the rest (community 0), and for all that a pupil tells: that
// stays here. The IRI of the community, or of the node's own actor.
std::string report_place(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string const& origin,
    Member const& member,
    storage::Handle community
);

}  // namespace collegium::server
