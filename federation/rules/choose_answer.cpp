#include "federation/community/acceptance.hpp"
#include "federation/reviews/overrides.hpp"

namespace collegium::federation::rules {

Result<void> choose_answer(Context const& context) {
    return reviews::is_override(context.activity) ? reviews::override_conflict(context) : community::choose(context);
}

}  // namespace collegium::federation::rules
