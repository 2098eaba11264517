#include "federation/guides/suggestions.hpp"
#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

Result<void> offer(Context const& context) {
    return reviews::is_request(context.activity) ? reviews::ask(context) : guides::suggest(context);
}

}  // namespace collegium::federation::rules
