#include "federation/community/moderation.hpp"
#include "federation/community/roll.hpp"

namespace collegium::federation::rules {

Result<void> moderate(Context const& context) {
    if (community::is_about_members(context.activity)) return community::dismiss(context);
    return community::decide(context);
}

}  // namespace collegium::federation::rules
