#include "federation/community/passing_on.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/community/marks.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/undone.hpp"
#include "federation/community/visibility.hpp"
#include "federation/reviews/overrides.hpp"

namespace collegium::federation::community {

using storage::Handle;

namespace {

void count_opinion(rules::Context const& context, Handle community, Activity const& act) {
    if (mark_of(act)) return count_mark(context, community, act);
    count_vote(context, community, act);
}

void discount_opinion(rules::Context const& context, Handle community, Activity const& act) {
    if (mark_of(act)) return discount_mark(context, community, act);
    discount_vote(context, community, act);
}

void stand_by_choice(rules::Context const& context, Handle community, Activity const& act) {
    if (reviews::is_override(act)) return reviews::vouch_for_override(context, community, act);
    vouch_for_choice(context, community, act);
}

void take_back_choice(rules::Context const& context, Handle community, Activity const& act) {
    if (reviews::is_override(act)) return reviews::stop_vouching_for_override(context, community, act);
    stop_vouching(context, community, act);
}

// The Undo only names what it takes back, and that has not come yet.
void remember_named(rules::Context const& context, Handle community, Activity const& undo) {
    auto const act = Iri::parse(undo.object_id());
    if (undo.object() == nullptr && act && act->same_origin(undo.actor())) remember_undone(context, community, *act);
}

void stand_by_undo(rules::Context const& context, Handle community, Activity const& undo) {
    auto const act = undone_by(context, undo);
    if (!act) return remember_named(context, community, undo);
    switch (act->verb()) {
        case Verb::like:
        case Verb::dislike: return discount_opinion(context, community, *act);
        case Verb::choose_answer: return take_back_choice(context, community, *act);
        case Verb::delete_:
            if (!is_removal(context, *act)) return;  // its author takes it back by their own word
            return stand_by_decision(context, community, undo);
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return stand_by_decision(context, community, undo);
        default: return;
    }
}

}  // namespace

bool answers_for(Verb verb) noexcept {
    return is_carried(verb) || verb == Verb::delete_ || verb == Verb::undo || verb == Verb::choose_answer;
}

bool is_carried(Verb verb) noexcept {
    switch (verb) {
        case Verb::like:
        case Verb::dislike:
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return true;
        default: return false;
    }
}

void stand_by(rules::Context const& context, Handle community, Activity const& act) {
    auto const actor = context.find(act.actor().text());
    if (actor && is_gone(context.tx, context.tables, *actor)) return;
    // What our own people did is in our log: nobody else's word can add to it.
    if (context.is_ours(act.actor().text()) && !context.known_before(act.id().text())) return;
    switch (act.verb()) {
        case Verb::like:
        case Verb::dislike: return count_opinion(context, community, act);
        case Verb::choose_answer: return stand_by_choice(context, community, act);
        case Verb::undo: return stand_by_undo(context, community, act);
        case Verb::delete_:
            if (is_removal(context, act)) stand_by_decision(context, community, act);
            return;
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return stand_by_decision(context, community, act);
        default: return;
    }
}

}  // namespace collegium::federation::community
