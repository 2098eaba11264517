#include "federation/community/acceptance.hpp"
#include "federation/community/boosts.hpp"
#include "federation/community/marks.hpp"
#include "federation/community/membership.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/reports.hpp"
#include "federation/community/roll.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"
#include "federation/events/attendance.hpp"
#include "federation/guides/suggestions.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/overrides.hpp"
#include "federation/reviews/requests.hpp"

namespace collegium::federation::rules {

using storage::LogEntry;

namespace {

// What was undone may still be on its way: remembered, so that it has no effect when it comes.
Result<void> undo_unknown(Context const& context, Iri const& id) {
    if (!id.same_origin(context.activity.actor())) return Refusal{Reason::unconcerned, "an Undo of something unknown"};
    context.tables.undone.put(context.tx, storage::hash_of(id.text()), context.seq);
    return {};
}

// A later Follow of the same pair stands on its own.
Result<void> undo_follow(Context const& context, storage::Seq seq, LogEntry const& entry) {
    auto const standing = context.tables.following.get(context.tx, {entry.actor, entry.object});
    if (!standing || standing->seq != seq) return Refusal{Reason::unconcerned, "a Follow that no longer stands"};
    community::erase_follow(context, entry.object, entry.actor);
    return {};
}

// An author takes back the Delete of their own thing; a facilitator, a removal.
Result<void> undo_delete(Context const& context, Activity const& deletion) {
    auto const thing = context.find(deletion.object_id());
    if (!thing || !context.tables.removals.erase(context.tx, {*thing, context.actor()}))
        return community::decide(context);
    auto const record = context.tables.objects.get(context.tx, *thing);
    if (record) community::pass_on(context, record->community);
    return {};
}

Result<void> undo_act(Context const& context, Activity const& act) {
    switch (act.verb()) {
        case Verb::choose_answer:
            return reviews::is_override(act) ? reviews::withdraw_override(context, act)
                                             : community::withdraw_choice(context, act);
        case Verb::like:
        case Verb::dislike:
            return community::mark_of(act) ? community::withdraw_mark(context, act)
                                           : community::withdraw_vote(context, act);
        case Verb::flag: return community::withdraw_report(context, act);
        case Verb::announce: return community::withdraw_boost(context, act);
        case Verb::delete_: return undo_delete(context, act);
        case Verb::offer:
            if (reviews::is_hand_in(act)) return reviews::withdraw_hand_in(context, act);
            return reviews::is_request(act) ? reviews::withdraw_request(context, act)
                                            : guides::withdraw_suggestion(context, act);
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return community::decide(context);
        case Verb::join:
            return events::is_event(context, act.object_id()) ? events::leave(context, act)
                                                              : community::leave(context, act);
        case Verb::create:
        case Verb::update:
        case Verb::follow:
        case Verb::accept:
        case Verb::reject:
        case Verb::read:
        case Verb::tentative_accept:
        case Verb::tentative_reject:
        case Verb::leave:
        case Verb::invite:
        case Verb::move:
        case Verb::undo: break;
    }
    return Refusal{Reason::unconcerned, "an Undo of something that stays"};
}

// Decisions are taken back by what they are about: Lemmy writes the old one anew inside the Undo, with another id.
bool goes_by_content(Verb verb) {
    switch (verb) {
        case Verb::delete_:
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return true;
        default: return false;
    }
}

// A peer may have followed before we kept its Follow, or with another id: then the two names decide.
bool undo_nameless_follow(Context const& context) {
    auto const* const inner = context.activity.object();
    if (inner == nullptr || type_of(*inner) != "Follow") return false;
    if (reference_member(*inner, "actor") != context.activity.actor().text()) return false;
    auto const followed = context.find(reference_member(*inner, "object"));
    auto const follower = context.find(context.activity.actor().text());
    return followed && follower && community::erase_follow(context, *followed, *follower);
}

Result<void> undo_known(Context const& context, storage::Seq seq) {
    auto const entry = context.tables.log.get(context.tx, seq);
    if (!entry || context.find(context.activity.actor().text()) != entry->actor)
        return Refusal{Reason::foreign, "an Undo of somebody else's act"};
    if (static_cast<Verb>(entry->verb) == Verb::follow) return undo_follow(context, seq, *entry);
    auto const act = community::undone_by(context, context.activity);
    if (!act) return Refusal{Reason::unconcerned, "an Undo of something that is not kept"};
    return undo_act(context, *act);
}

}  // namespace

Result<void> undo(Context const& context) {
    auto const id = Iri::parse(context.activity.object_id());
    auto const seq = id ? context.known_before(id->text()) : std::nullopt;
    if (seq) return undo_known(context, *seq);
    if (undo_nameless_follow(context)) return {};
    auto const act = community::undone_by(context, context.activity);
    if (act && goes_by_content(act->verb())) return undo_act(context, *act);
    return id ? undo_unknown(context, *id) : Refusal{Reason::malformed, "an Undo of nothing"};
}

}  // namespace collegium::federation::rules
