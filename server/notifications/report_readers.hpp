// Report readers: who looks into what was reported.
#pragma once

#include "storage/tables.hpp"

#include <vector>

namespace collegium::server::notifications {

// The facilitators of the communities that the report stands with; where it stands with the node itself, or with a
// community that has no facilitator here, the node's moderators, operators and safeguarding leads.
std::vector<storage::Handle> report_readers(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq report
);

}  // namespace collegium::server::notifications
