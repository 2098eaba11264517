#include "federation/community/membership.hpp"
#include "federation/community/roll.hpp"
#include "federation/community/terms.hpp"
#include "federation/local_actors.hpp"

namespace collegium::federation::rules {

using storage::ActorType;
using storage::FollowState;

Result<void> follow(Context const& context) {
    auto const& followed_iri = context.activity.object_id();
    if (followed_iri == context.activity.actor().text())
        return Refusal{Reason::not_allowed, "nobody follows themselves"};
    bool const ours = context.is_ours(followed_iri);
    if (!ours && !context.local) return Refusal{Reason::unconcerned, "a Follow between others"};

    auto const followed = context.find(followed_iri);
    auto const record = followed ? context.tables.actors.get(context.tx, *followed) : std::nullopt;
    if (!record) return Refusal{Reason::not_found, "there is nobody of that name to follow"};

    if (ours && community::has_moved(context.tx, context.tables, *followed)) return community::has_moved_on;

    auto const follower = context.actor();
    auto const held = context.tables.following.get(context.tx, {follower, *followed});
    auto const state = held ? held->state : FollowState::pending;
    community::put_follow(context, *followed, follower, {state, context.seq});

    if (ours && record->type == ActorType::group) community::answer_follow(context, *followed, follower);
    if (ours && is_offered(*record))
        context.effects.reactions.push_back({ReactionKind::accept, *followed, context.activity});
    return {};
}

}  // namespace collegium::federation::rules
