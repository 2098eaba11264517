#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

Result<void> answer_tentatively(Context const& context) {
    using enum storage::RequestAnswer;
    return reviews::answer(context, context.activity.verb() == Verb::tentative_accept ? later : declined_for_now);
}

}  // namespace collegium::federation::rules
