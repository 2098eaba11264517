#include "federation/community/votes.hpp"

namespace collegium::federation::rules {

Result<void> vote(Context const& context) {
    return community::cast_vote(context);
}

}  // namespace collegium::federation::rules
