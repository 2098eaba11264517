#include "federation/community/reports.hpp"

namespace collegium::federation::rules {

Result<void> flag(Context const& context) {
    return community::report(context);
}

}  // namespace collegium::federation::rules
