// Gate rules: each community says in its document when a guide in it is called reviewed, so that every node computes
// the gate by the same rule.
#pragma once

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/reviews/gate.hpp"
#include "storage/store.hpp"

namespace collegium::federation::reviews {

// Of the community; those of everybody if it has none of its own.
GateRules rules_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// Refuses the first of problems_of.
Result<void> set_rules(
    storage::WriteTx& tx, storage::Tables& tables, storage::Handle community, GateRules const& rules
);

// In the document of a community, as "col:gate". Nothing where there is none, or none that can be followed.
std::optional<storage::GateRuleRecord> rules_in(JsonValue const& community);
void add_rules(JsonText& community, storage::GateRuleRecord const& rules);

}  // namespace collegium::federation::reviews
