#include "federation/events/attendance.hpp"

#include "federation/community/visibility.hpp"
#include "federation/events/reading.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::events {

using storage::AttendanceRecord;
using storage::AttendanceState;
using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;

namespace {

struct Known {
    Handle handle{};
    ObjectRecord record;
    Event event;
};

std::optional<Known> known_event(rules::Context const& context, std::string_view iri) {
    auto const handle = context.find(iri);
    auto const record = handle ? context.tables.objects.get(context.tx, *handle) : std::nullopt;
    auto event = record ? words_of(context.tx, context.tables, *record) : std::nullopt;
    if (!event) return std::nullopt;
    return Known{*handle, *record, *std::move(event)};
}

bool is_ours(rules::Context const& context, Handle organiser) {
    auto const actor = context.tables.actors.get(context.tx, organiser);
    return actor && actor->local;
}

bool may_read(rules::Context const& context, Known const& known) {
    auto const& actor = context.activity.actor();
    auto const viewer =
        context.local ? community::Viewer::of_member(context.actor())
                      : community::Viewer{storage::no_one, context.find(actor.origin()).value_or(storage::no_one)};
    return community::is_in_audience(context.tx, context.tables, viewer, known.handle, known.record) &&
           community::is_visible(context.tx, context.tables, known.handle, known.record);
}

void react(rules::Context const& context, ReactionKind kind, Handle organiser) {
    context.effects.reactions.push_back({kind, organiser, context.activity, {}, storage::no_one, {}});
}

// Who comes already keeps their place.
bool has_place(rules::Context const& context, Known const& known, Handle person) {
    auto const standing = context.tables.attendances.get(context.tx, {known.handle, person});
    if (standing && standing->state == AttendanceState::coming) return true;
    auto const capacity = known.event.capacity;
    return capacity == 0 || coming_to(context.tx, context.tables, known.handle, community::Counted::all) < capacity;
}

std::optional<Activity> join_in_question(rules::Context const& context) {
    if (auto const seq = context.known_before(context.activity.object_id()))
        return logged_activity(context.tx, context.tables, *seq);
    auto inner = context.activity.parse_object();
    return inner ? std::optional{*std::move(inner)} : std::nullopt;
}

}  // namespace

bool is_event(rules::Context const& context, std::string_view iri) {
    return known_event(context, iri).has_value();
}

Result<void> join(rules::Context const& context) {
    auto const known = known_event(context, context.activity.object_id());
    if (!known || !may_read(context, *known)) return Refusal{Reason::not_found, "there is no such event"};
    bool const ours = is_ours(context, known->record.author);
    if (!ours && !context.local) return Refusal{Reason::unconcerned, "a Join between others"};
    if (known->event.cancelled || known->event.end() < context.received)
        return Refusal{Reason::not_allowed, "the event was cancelled, or is over"};
    auto const person = context.actor();
    auto const standing = context.tables.attendances.get(context.tx, {known->handle, person});
    if (standing && context.was_overtaken(context.activity, standing->at))
        return Refusal{Reason::unconcerned, "a Join that was overtaken"};
    AttendanceRecord record{AttendanceState::asked, context.seq, context.done_at(context.activity)};
    if (ours) {
        bool const fits = has_place(context, *known, person);
        record.state = fits ? AttendanceState::coming : AttendanceState::refused;
        react(context, fits ? ReactionKind::accept : ReactionKind::reject, known->record.author);
    }
    context.tables.attendances.put(context.tx, {known->handle, person}, record);
    return {};
}

Result<void> leave(rules::Context const& context, Activity const& act) {
    auto const event = context.find(act.object_id());
    auto const person = context.find(act.actor().text());
    if (!event || !person) return Refusal{Reason::unconcerned, "about something that we do not know"};
    auto standing = context.tables.attendances.get(context.tx, {*event, *person});
    if (!standing || standing->state == AttendanceState::ended)
        return Refusal{Reason::unconcerned, "nobody who wanted to come"};
    if (context.was_overtaken(context.activity, standing->at))
        return Refusal{Reason::unconcerned, "a Leave that was overtaken"};
    standing->state = AttendanceState::ended;
    standing->at = std::max(standing->at, context.done_at(context.activity));
    context.tables.attendances.put(context.tx, {*event, *person}, *standing);
    return {};
}

bool is_about_attendance(rules::Context const& context) {
    auto const act = join_in_question(context);
    return act && act->verb() == Verb::join && is_event(context, act->object_id());
}

Result<void> answer(rules::Context const& context, bool accepted) {
    auto const act = join_in_question(context);
    auto const known = act ? known_event(context, act->object_id()) : std::nullopt;
    auto const person = act ? context.find(act->actor().text()) : std::nullopt;
    if (!known || !person) return Refusal{Reason::unconcerned, "about something that we do not know"};
    if (context.actor() != known->record.author) return Refusal{Reason::foreign, "not the organiser's answer"};
    if (is_ours(context, known->record.author)) return {};  // it tells what was counted before
    auto standing = context.tables.attendances.get(context.tx, {known->handle, *person});
    auto const state = accepted ? AttendanceState::coming : AttendanceState::refused;
    // Who stays away by now is not fetched back by an answer to what they asked before.
    if (!standing || standing->state == AttendanceState::ended || standing->state == state)
        return Refusal{Reason::unconcerned, "an answer that changes nothing"};
    standing->state = state;
    context.tables.attendances.put(context.tx, {known->handle, *person}, *standing);
    return {};
}

}  // namespace collegium::federation::events
