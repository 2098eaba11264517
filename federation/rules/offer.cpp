#include "federation/guides/suggestions.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

Result<void> offer(Context const& context) {
    if (reviews::is_hand_in(context.activity)) return reviews::hand_in(context);
    return reviews::is_request(context.activity) ? reviews::ask(context) : guides::suggest(context);
}

}  // namespace collegium::federation::rules
