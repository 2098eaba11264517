#include "federation/community/acceptance.hpp"

namespace collegium::federation::rules {

Result<void> choose_answer(Context const& context) {
    return community::choose(context);
}

}  // namespace collegium::federation::rules
