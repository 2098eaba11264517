#include "federation/community/roll.hpp"
#include "federation/events/attendance.hpp"

namespace collegium::federation::rules {

Result<void> leave(Context const& context) {
    if (events::is_event(context, context.activity.object_id())) return events::leave(context, context.activity);
    return community::leave(context, context.activity);
}

}  // namespace collegium::federation::rules
