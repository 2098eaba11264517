#include "federation/apply.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/passing_on.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"
#include "federation/community/visibility.hpp"
#include "federation/delivery/fan_out.hpp"
#include "federation/logged.hpp"
#include "federation/notify/queue.hpp"
#include "federation/subjects/telling.hpp"

#include <utility>

namespace collegium::federation {

using storage::LogEntry;
using storage::Seq;

namespace {

// No default: a verb without a rule does not compile.
Result<void> interpret(rules::Context const& context) {
    switch (context.activity.verb()) {
        case Verb::create: return rules::create(context);
        case Verb::update: return rules::update(context);
        case Verb::delete_: return rules::delete_(context);
        case Verb::follow: return rules::follow(context);
        case Verb::accept: return rules::accept(context);
        case Verb::reject: return rules::reject(context);
        case Verb::undo: return rules::undo(context);
        case Verb::announce: return rules::announce(context);
        case Verb::choose_answer: return rules::choose_answer(context);
        case Verb::like:
        case Verb::dislike: return rules::vote(context);
        case Verb::flag: return rules::flag(context);
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return rules::moderate(context);
        case Verb::offer: return rules::offer(context);
        case Verb::read: return rules::read(context);
        case Verb::tentative_accept:
        case Verb::tentative_reject: return rules::answer_tentatively(context);
        case Verb::join: return rules::join(context);
        case Verb::leave: return rules::leave(context);
        case Verb::invite: return rules::invite(context);
        case Verb::move: return rules::move(context);
    }
    return Refusal{Reason::unconcerned, "a verb without a rule"};
}

// What an actor did before it was deleted stays in the log; nothing follows.
Result<void> interpret_unless_gone(rules::Context const& context) {
    auto const actor = context.find(context.activity.actor().text());
    if (actor && community::is_gone(context.tx, context.tables, *actor))
        return Refusal{Reason::gone, "its actor was deleted"};
    // To others there is no such thing.
    if (!context.local && community::stays_here(community::audience_about(context, context.activity)))
        return Refusal{Reason::unconcerned, "about something that we do not know"};
    return interpret(context);
}

// What was inside an Announce can be undone by its id alone, also where it never came by itself.
void remember_wrapped(rules::Context const& context) {
    for (auto const* const value : context.activity.wrapped()) {
        if (!community::answers_for(*verb_named(type_of(*value)))) continue;
        auto const name = rules::Context::passed_on_name(context.activity.actor().text(), text_member(*value, "id"));
        context.tables.known.insert(context.tx, storage::hash_of(name), context.seq);
    }
}

void append_to_log(rules::Context const& context, Admission const& admission) {
    auto const& activity = context.activity;
    LogEntry entry;
    entry.verb = static_cast<std::uint64_t>(activity.verb());
    entry.local = admission.local;
    entry.actor = context.actor();
    entry.object = activity.object_id().empty() ? storage::Handle{0} : context.intern(activity.object_id());
    entry.number = admission.number;
    entry.received = admission.received;
    entry.via = admission.via;
    context.tables.log.put(context.tx, context.seq, entry);
    context.tables.flesh.put(context.tx, context.seq, activity.bytes());
    context.tables.known.put(context.tx, storage::hash_of(activity.id().text()), context.seq);
    if (activity.verb() == Verb::announce) remember_wrapped(context);
}

// What waited goes out as if it were done now. What came from elsewhere is its own node's to send.
void release(rules::Context const& context, Seq seq) {
    auto const entry = context.tables.log.get(context.tx, seq);
    auto const activity = entry && entry->local ? logged_activity(context.tx, context.tables, seq) : std::nullopt;
    if (!activity) return;
    rules::Context const released{
        context.tx,
        context.tables,
        context.origin,
        *activity,
        seq,
        entry->number,
        entry->received,
        true,
        entry->via,
        context.effects};
    fan_out(released);
    auto const object = activity->verb() == Verb::create ? community::authored_object(released)
                                                         : Result<Object>{Refusal{Reason::unconcerned, ""}};
    if (object) notify::tell_of_reply(released, *object);
}

void send_out(rules::Context const& context) {
    if (context.local) fan_out(context);
    for (auto const seq : std::exchange(context.effects.released, {})) release(context, seq);
}

}  // namespace

Result<Seq> apply(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view origin,
    Activity const& activity,
    Admission const& admission,
    Effects& effects
) {
    if (tables.known.contains(tx, storage::hash_of(activity.id().text()))) return Refusal{Reason::duplicate, "known"};
    Seq const seq{static_cast<std::uint64_t>(tables.log.last_key(tx).value_or(Seq{0})) + 1};
    rules::Context const context{
        tx,
        tables,
        origin,
        activity,
        seq,
        admission.number,
        admission.received,
        admission.local,
        admission.via,
        effects};

    bool const stands = !community::was_undone(context, activity);
    if (stands)
        if (auto const understood = interpret_unless_gone(context); !understood) return understood.error();
    append_to_log(context, admission);
    if (stands) subjects::tell(context);
    send_out(context);
    return seq;
}

void replay(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view origin,
    Seq seq,
    LogEntry const& entry,
    Activity const& activity
) {
    Effects ignored;
    rules::Context const context{
        tx, tables, origin, activity, seq, entry.number, entry.received, entry.local, entry.via, ignored};
    if (!community::was_undone(context, activity)) static_cast<void>(interpret_unless_gone(context));
    send_out(context);
}

Result<std::uint64_t> rebuild(storage::WriteTx& tx, storage::Tables& tables, std::string_view origin) {
    tables.clear_views(tx);
    auto const last = tables.log.last_key(tx).value_or(Seq{0});
    std::uint64_t replayed = 0;
    // By number, not by cursor: the views change while we go.
    for (Seq seq{1}; seq <= last; seq = Seq{static_cast<std::uint64_t>(seq) + 1}) {
        auto const entry = tables.log.get(tx, seq);
        auto flesh = tables.flesh.get(tx, seq);
        if (!entry || !flesh) continue;
        auto const activity = Activity::read(*std::move(flesh));
        if (!activity) return activity.error();
        replay(tx, tables, origin, seq, *entry, *activity);
        ++replayed;
    }
    return replayed;
}

}  // namespace collegium::federation
