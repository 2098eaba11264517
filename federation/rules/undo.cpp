#include "federation/community/acceptance.hpp"
#include "federation/community/membership.hpp"
#include "federation/community/thread.hpp"

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

Result<void> undo_entry(Context const& context, storage::Seq seq, LogEntry const& entry) {
    switch (static_cast<Verb>(entry.verb)) {
        case Verb::follow: return undo_follow(context, seq, entry);
        case Verb::choose_answer: return community::withdraw_choice(context, seq, entry);
        case Verb::create:
        case Verb::update:
        case Verb::delete_:
        case Verb::accept:
        case Verb::reject:
        case Verb::undo:
        case Verb::announce: return Refusal{Reason::unconcerned, "an Undo of something that stays"};
    }
    return Refusal{Reason::unconcerned, "an Undo of something that we do not know"};
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

}  // namespace

Result<void> undo(Context const& context) {
    auto const id = Iri::parse(context.activity.object_id());
    if (!id) return undo_nameless_follow(context) ? Result<void>{} : Refusal{Reason::malformed, "an Undo of nothing"};
    auto const seq = context.known_before(id->text());
    if (!seq) return undo_nameless_follow(context) ? Result<void>{} : undo_unknown(context, *id);

    auto const entry = context.tables.log.get(context.tx, *seq);
    if (!entry || context.find(context.activity.actor().text()) != entry->actor)
        return Refusal{Reason::foreign, "an Undo of somebody else's act"};
    return undo_entry(context, *seq, *entry);
}

}  // namespace collegium::federation::rules
