// Said below: for whom is what a school or a council says of a guide. Neither is a person with followers of a kind that
// a comment would have.
#pragma once

#include "federation/messages/addressees.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::guides {

// For whom the guide is, and told to its author. origin: of this node.
Addressees addressees_below(std::string const& origin, timeline::PostView const& guide);

}  // namespace collegium::federation::guides
