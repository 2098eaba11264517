#include "federation/community/holding.hpp"
#include "federation/community/membership.hpp"
#include "federation/community/roll.hpp"
#include "federation/erasure/keeping.hpp"
#include "federation/erasure/messages.hpp"
#include "federation/events/attendance.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

using storage::FollowState;

Result<void> accept(Context const& context) {
    if (erasure::is_receipt(context.activity)) return erasure::keep_receipt(context);
    if (reviews::is_about_request(context)) return reviews::answer(context, storage::RequestAnswer::accepted);
    if (reviews::is_about_hand_in(context)) return reviews::answer_hand_in(context, true);
    if (guides::is_about_suggestion(context))
        return guides::answer_suggestion(context, storage::SuggestionState::merged);
    if (community::is_about_held(context)) return community::approve(context);
    if (events::is_about_attendance(context)) return events::answer(context, true);
    if (community::is_about_membership(context)) return community::answer_membership(context, true);
    auto const edge = community::follow_in_question(context);
    if (!edge) return edge.error();
    auto record = context.tables.following.get(context.tx, {edge->follower, edge->followed});
    if (!record) return Refusal{Reason::unconcerned, "an Accept of a Follow that was never sent"};
    if (record->state == FollowState::accepted && !context.local)
        return Refusal{Reason::unconcerned, "accepted already"};
    record->state = FollowState::accepted;
    community::put_follow(context, edge->followed, edge->follower, *record);
    return {};
}

}  // namespace collegium::federation::rules
