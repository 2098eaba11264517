#include "federation/community/thread.hpp"

namespace collegium::federation::rules {

using storage::ObjectRecord;
using storage::ObjectState;

namespace {

// The thing may still be on its way: its place is taken, so that it does not appear later.
Result<void> delete_unknown(Context const& context, Iri const& id) {
    if (!id.same_origin(context.activity.actor())) return Refusal{Reason::unconcerned, "a Delete of something unknown"};
    ObjectRecord tombstone;
    tombstone.number = context.number;
    tombstone.state = ObjectState::deleted_by_author;
    tombstone.author = context.actor();
    tombstone.created = tombstone.words = context.seq;
    context.tables.objects.put(context.tx, context.intern(id.text()), tombstone);
    return {};
}

}  // namespace

Result<void> delete_(Context const& context) {
    auto const id = Iri::parse(context.activity.object_id());
    if (!id) return Refusal{Reason::malformed, "a Delete needs the id of what is deleted"};
    auto const thing = context.find(id->text());
    auto record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record) return delete_unknown(context, *id);

    auto const actor = context.find(context.activity.actor().text());
    bool const by_author = actor == record->author;
    bool const by_moderator = actor && context.tables.moderators.contains(context.tx, {record->community, *actor});
    if (!by_author && !by_moderator) return Refusal{Reason::foreign, "neither the author nor a moderator"};
    if (record->state == ObjectState::deleted_by_author) return Refusal{Reason::unconcerned, "deleted already"};

    record->state = by_author ? ObjectState::deleted_by_author : ObjectState::removed_by_moderator;
    context.tables.objects.put(context.tx, *thing, *record);
    community::pass_on(context, record->community);
    return {};
}

}  // namespace collegium::federation::rules
