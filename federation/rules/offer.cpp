#include "federation/guides/suggestions.hpp"

namespace collegium::federation::rules {

Result<void> offer(Context const& context) {
    return guides::suggest(context);
}

}  // namespace collegium::federation::rules
