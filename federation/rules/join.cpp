#include "federation/community/roll.hpp"

namespace collegium::federation::rules {

Result<void> join(Context const& context) {
    return community::join(context);
}

}  // namespace collegium::federation::rules
