#include "federation/community/membership.hpp"
#include "federation/community/roll.hpp"
#include "federation/events/attendance.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

Result<void> reject(Context const& context) {
    if (reviews::is_about_request(context)) return reviews::answer(context, storage::RequestAnswer::declined);
    if (reviews::is_about_hand_in(context)) return reviews::answer_hand_in(context, false);
    if (guides::is_about_suggestion(context))
        return guides::answer_suggestion(context, storage::SuggestionState::declined);
    if (events::is_about_attendance(context)) return events::answer(context, false);
    if (community::is_about_membership(context)) return community::answer_membership(context, false);
    auto const edge = community::follow_in_question(context);
    if (!edge) return edge.error();
    if (!community::erase_follow(context, edge->followed, edge->follower))
        return Refusal{Reason::unconcerned, "a Reject of a Follow that was never sent"};
    return {};
}

}  // namespace collegium::federation::rules
