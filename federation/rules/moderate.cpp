#include "federation/community/moderation.hpp"

namespace collegium::federation::rules {

Result<void> moderate(Context const& context) {
    return community::decide(context);
}

}  // namespace collegium::federation::rules
