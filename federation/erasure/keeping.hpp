// Keeping: whom an erasure asks and who has answered, as views; and our answer to those of others.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::erasure {

// A Delete of an actor by itself took effect. One of ours that wants receipts is kept with the hosts that it asks,
// which are those of whoever it is addressed to; another node's that wants them gets one.
void note(rules::Context const& context);

// A receipt. Refuses foreign what no node's own actor says, or what names another person than the Delete did;
// not_found a Delete that is none of ours; not_allowed a host that was not asked; and unconcerned the second one.
Result<void> keep_receipt(rules::Context const& context);

}  // namespace collegium::federation::erasure
