#include "federation/community/terms.hpp"

namespace collegium::federation::rules {

Result<void> move(Context const& context) {
    if (context.activity.object_id() != context.activity.actor().text())
        return Refusal{Reason::foreign, "everybody moves themselves alone"};
    return community::move(context);
}

}  // namespace collegium::federation::rules
