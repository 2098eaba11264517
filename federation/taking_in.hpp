// Taking in: the one door for acts, ours and others' alike: what is asked of an act once, and then its effect.
#pragma once

#include "federation/apply.hpp"
#include "federation/node.hpp"

namespace collegium::federation {

// Refuses what check_entering, consent and the watch lists refuse, and what apply refuses.
Result<storage::Seq> take_in(
    Node const& node,
    storage::WriteTx& tx,
    storage::Tables& tables,
    Activity const& activity,
    Admission const& admission,
    Effects& effects
);

// What watch lists found in acts of ours that take_in refused as watched, for whoever tells the lead. In a change of
// its own: the refusal undid the other one.
boost::asio::awaitable<void> note_refused(Node const& node, std::vector<Activity> said);

}  // namespace collegium::federation
