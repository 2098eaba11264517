#include "federation/community/roll.hpp"

namespace collegium::federation::rules {

Result<void> invite(Context const& context) {
    return community::invite(context);
}

}  // namespace collegium::federation::rules
