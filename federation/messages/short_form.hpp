// Short form: what is too long for some peers goes out with its object's id in place of the object (Misskey takes
// 64 KiB); relayed.hpp is the other side.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/node.hpp"

namespace collegium::federation {

// Whether body_to_send gives the activity as it is because it is short enough.
bool is_short(std::string_view activity) noexcept;

// The body of a delivery: the activity as it is up to 60 KiB. A longer one of an actor of ours has the same id,
// addressees and times, its object by id, and a proof of its own by the same actor, since the proof of the whole covers
// the object. What cannot be shortened goes as it is.
std::string body_to_send(Node const& node, std::string activity);

}  // namespace collegium::federation
