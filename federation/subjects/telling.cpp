#include "federation/subjects/telling.hpp"

#include "federation/collections/collection.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/undone.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/local_actors.hpp"
#include "federation/logged.hpp"
#include "federation/messages/written_down.hpp"
#include "federation/subjects/subject.hpp"

namespace collegium::federation::subjects {

using storage::Audience;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectRecord;

namespace {

using Handles = std::vector<Handle>;

bool contains(Handles const& handles, Handle handle) {
    return std::ranges::find(handles, handle) != handles.end();
}

// What we offer to follow, and has announced a thing: subjects, and collections that it was put into.
struct Teller {
    Handle actor{};
    bool subject = false;
};
using Tellers = std::vector<Teller>;

bool contains(Tellers const& tellers, Handle actor) {
    return std::ranges::find(tellers, actor, &Teller::actor) != tellers.end();
}

Tellers tellers_of(rules::Context const& context, Handle thing) {
    Tellers found;
    context.tables.boosters.ascend(context.tx, Edge{thing, storage::no_one}, [&](Edge const& key, LocalId) {
        if (key.of != thing) return false;
        auto const actor = context.tables.actors.get(context.tx, key.by);
        if (actor && actor->local && is_offered(*actor)) found.push_back({key.by, is_subject(*actor)});
        return true;
    });
    return found;
}

// The Announce with which one of them told of a thing.
std::optional<Activity> told_by(rules::Context const& context, Handle thing, Handle teller) {
    auto const line = context.tables.boosters.get(context.tx, Edge{thing, teller});
    auto const boost = line ? context.tables.boosts.get(context.tx, *line) : std::nullopt;
    return boost ? logged_activity(context.tx, context.tables, boost->seq) : std::nullopt;
}

void take_back(rules::Context const& context, Handle thing, Handle teller) {
    if (auto const announce = told_by(context, thing, teller))
        context.effects.reactions.push_back({ReactionKind::take_back, teller, *announce});
}

// Whether somebody on another node follows it: here everybody reads the thing itself.
bool is_heard_elsewhere(rules::Context const& context, Handle teller) {
    auto const own = context.intern(context.origin);
    Handle const next{static_cast<std::uint64_t>(own) + 1};
    bool found = false, past = false;
    auto const look = [&](storage::FollowerKey const& key, storage::FollowRecord const& record) {
        past = key.followed != teller;
        found = !past && key.host != own && record.state == storage::FollowState::accepted;
        return !found && !past && key.host != own;
    };
    context.tables.followers.ascend(context.tx, {teller, storage::no_one, storage::no_one}, look);
    if (!found && !past) context.tables.followers.ascend(context.tx, {teller, next, storage::no_one}, look);
    return found;
}

// An author's own act, for those who heard of the thing by this one alone.
void pass_on(rules::Context const& context, Handle teller, Activity const& act) {
    if (!is_written_down(act) && is_heard_elsewhere(context, teller))
        context.effects.reactions.push_back({ReactionKind::announce, teller, act, Audience::everyone});
}

bool is_for_everyone(rules::Context const& context, Handle thing, ObjectRecord const& record) {
    return record.audience == Audience::everyone &&
           community::is_meant_for(context.tx, context.tables, community::Viewer{}, thing, record);
}

// A guide is news when its author says that it is published.
bool is_finished(ObjectRecord const& record, JsonValue const& words) {
    if (record.kind != ObjectKind::guide) return true;
    auto const state = guides::state_named(text_member(words, "col:state"));
    return state == guides::GuideState::published || state == guides::GuideState::under_revision;
}

struct Subjects {
    Handles about;  // that have an actor here
    bool finished = false;
};

// None of what is in another node's community: that node tells of it.
Subjects subjects_now(rules::Context const& context, ObjectRecord const& record) {
    Subjects found;
    if (!community::is_home(context.tx, context.tables, record.community)) return found;
    auto const words = logged_activity(context.tx, context.tables, record.words);
    auto const* const value = words ? words->object() : nullptr;
    auto const object = value != nullptr ? Object::parse(*value) : Result<Object>{Refusal{Reason::malformed, ""}};
    if (!object) return found;
    found.finished = is_finished(record, *value);
    for (auto const& each : subjects_of(context.tx, context.tables, record.community, *object)) {
        auto const actor = actor_of(context.tx, context.tables, context.origin, each);
        if (actor && !contains(found.about, *actor)) found.about.push_back(*actor);
    }
    return found;
}

// Its author changed it, or took it away.
bool is_authors_act(rules::Context const& context, ObjectRecord const& record, Verb verb) {
    return context.activity.verb() == verb && context.find(context.activity.actor().text()) == record.author;
}

void tell_of_end(rules::Context const& context, Handle thing, ObjectRecord const& record, Tellers const& tellers) {
    bool const by_author = is_authors_act(context, record, Verb::delete_);
    for (auto const& teller : tellers) {
        if (by_author) pass_on(context, teller.actor, context.activity);
        take_back(context, thing, teller.actor);
    }
}

// The author's words that are new to those who have the thing: said now, or approved now.
std::optional<Activity> new_words(rules::Context const& context, ObjectRecord const& record) {
    if (is_authors_act(context, record, Verb::update)) return context.activity;
    bool const is_approved = context.activity.verb() == Verb::accept && record.words != record.created;
    return is_approved ? logged_activity(context.tx, context.tables, record.words) : std::nullopt;
}

// cause: its object is the thing.
void tell_of_thing(
    rules::Context const& context,
    Activity const& cause,
    Handle thing,
    ObjectRecord const& record,
    Tellers const& tellers
) {
    auto const [about, finished] = subjects_now(context, record);
    auto const words = new_words(context, record);
    for (auto const& teller : tellers) {
        if (teller.subject && !contains(about, teller.actor))
            take_back(context, thing, teller.actor);
        else if (words)
            pass_on(context, teller.actor, *words);
    }
    for (auto const subject : about)
        if (finished && !contains(tellers, subject))
            context.effects.reactions.push_back({ReactionKind::announce_object, subject, cause, Audience::everyone});
}

void look_at(rules::Context const& context, Activity const& cause) {
    auto const thing = context.find(cause.object_id());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || !collections::is_kept_kind(*record)) return;
    auto const tellers = tellers_of(context, *thing);
    if (tellers.empty() && !community::is_home(context.tx, context.tables, record->community)) return;
    if (!community::is_visible(context.tx, context.tables, *thing, *record))
        return tell_of_end(context, *thing, *record, tellers);
    if (community::is_held(context.tx, context.tables, *thing, record->community)) return;
    if (!is_for_everyone(context, *thing, *record)) {
        for (auto const& teller : tellers) take_back(context, *thing, teller.actor);
        return;
    }
    tell_of_thing(context, cause, *thing, *record, tellers);
}

// Somebody is gone, and all that they wrote: wherever that is heard, nothing of it is shown any more.
void tell_of_author(rules::Context const& context, Handle author) {
    Handles told;
    context.tables.works.ascend(context.tx, {author, LocalId{0}}, [&](storage::PlaceKey const& key, Handle thing) {
        if (key.under != author) return false;
        for (auto const& teller : tellers_of(context, thing))
            if (!contains(told, teller.actor)) told.push_back(teller.actor);
        return true;
    });
    for (auto const teller : told) pass_on(context, teller, context.activity);
}

// A community of another node passed a removal on.
void look_at_removals_in(rules::Context const& context) {
    for (auto const* const value : context.activity.wrapped()) {
        if (verb_named(type_of(*value)) != Verb::delete_) continue;
        auto const thing = context.find(reference_member(*value, "object"));
        auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
        if (record && !community::is_visible(context.tx, context.tables, *thing, *record))
            tell_of_end(context, *thing, *record, tellers_of(context, *thing));
    }
}

}  // namespace

void tell(rules::Context const& context) {
    auto const& activity = context.activity;
    switch (activity.verb()) {
        case Verb::create:
        case Verb::update:
        case Verb::accept: return look_at(context, activity);
        case Verb::delete_:
            if (activity.object_id() == activity.actor().text()) return tell_of_author(context, context.actor());
            return look_at(context, activity);
        case Verb::undo: {
            auto const act = community::undone_by(context, activity);
            if (act && act->verb() == Verb::delete_) look_at(context, *act);
            return;
        }
        case Verb::announce: return look_at_removals_in(context);
        default: return;
    }
}

}  // namespace collegium::federation::subjects
