#include "federation/community/roll.hpp"

namespace collegium::federation::rules {

Result<void> leave(Context const& context) {
    return community::leave(context, context.activity);
}

}  // namespace collegium::federation::rules
