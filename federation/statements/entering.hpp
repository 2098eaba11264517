// Entering: what is asked of statements once, when they come in. It is not asked again when the log is replayed.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::statements {

// local: a community of ours says it. Refuses not_allowed a statement by somebody who is known to be no Group, and one
// of ours whose words point to somebody (telling_words); malformed one of ours that is below no guide; not_found one of
// ours about a guide that is not for the council, and unconcerned one from elsewhere, as if there were no such guide.
Result<void> check_entering(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    Activity const& activity,
    bool local
);

}  // namespace collegium::federation::statements
