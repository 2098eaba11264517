// The mark of an act that this node wrote down about a thing that it fetched (fetched.hpp).
#pragma once

#include "federation/messages/activity.hpp"

namespace collegium::federation {

constexpr std::string_view written_down_mark = "#fetched";

// Was it written down here? A peer that names an act of its own so only loses: the act is not passed on.
inline bool is_written_down(Activity const& activity) {
    std::string_view const id = activity.id().text(), thing = activity.object_id();
    return !thing.empty() && id.starts_with(thing) && id.substr(thing.size()).starts_with(written_down_mark);
}

}  // namespace collegium::federation
