// Reading statements: what councils say of a guide.
#pragma once

#include "federation/timeline.hpp"

namespace collegium::federation::statements {

// What calls itself a statement is one where it is about a guide and a Group says it; anything else is a comment.
bool is_statement_about(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle subject, storage::Handle thing
);

// Newest first, at most 100: those that this reader may see. What was taken back, removed or waits is left out.
std::vector<timeline::PostView> statements_about(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer = {}
);

// What one council said that still stands, newest first, at most 100.
std::vector<timeline::PostView> statements_by(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle council,
    timeline::Viewer const& viewer = {}
);

}  // namespace collegium::federation::statements
