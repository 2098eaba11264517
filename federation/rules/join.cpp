#include "federation/community/roll.hpp"
#include "federation/events/attendance.hpp"

namespace collegium::federation::rules {

Result<void> join(Context const& context) {
    return events::is_event(context, context.activity.object_id()) ? events::join(context) : community::join(context);
}

}  // namespace collegium::federation::rules
