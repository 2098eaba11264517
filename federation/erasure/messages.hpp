// Erasure on the wire: the Delete by which somebody ends with all that they wrote, and the receipt of a node that has
// carried it out (needs O4).
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/node.hpp"

#include <string>
#include <vector>

namespace collegium::federation::erasure {

// Whether it is the Delete of an actor by itself that wants to hear from whoever carries it out.
bool asks_for_receipt(Activity const& activity);

// Whether it is the answer to such a Delete.
bool is_receipt(Activity const& activity);

// Whom a receipt names as erased: an IRI, or empty.
std::string_view erased_in(Activity const& receipt);

// The end of somebody of ours. told: IRIs of actors, one of each node that is asked; each hears of it in silence, since
// who had got something is not for the others to know. Of a pupil nobody is told, whatever `told` says.
Composed deletion(Node const& node, Author const& person, std::vector<std::string> const& told);

// By the node's own actor, for the node of the actor whose Delete it was.
Composed receipt(Node const& node, Author const& ourselves, Activity const& deletion);

}  // namespace collegium::federation::erasure
