#include "federation/community/audience.hpp"
#include "federation/community/filing.hpp"
#include "federation/community/hand_over.hpp"
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/polls.hpp"
#include "federation/community/terms.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/visibility.hpp"
#include "federation/guides/versions.hpp"
#include "federation/instruments/versions.hpp"
#include "federation/rules/parts.hpp"

namespace collegium::federation::rules {

namespace {

// Somebody of ours describes themselves anew. A member's document is a register and was changed already, so nothing
// follows here; the act is for their followers. What others say of themselves is fetched instead (admit.cpp).
bool is_own_profile(Context const& context) {
    return context.local && context.activity.object_id() == context.activity.actor().text();
}

// The words stay as they are. Counts are kept also of those who were shut out, whose polls others read here; nobody
// else hears of them through the community.
Result<void> hear_counts(
    Context const& context, storage::Handle thing, storage::ObjectRecord const& record, Instant updated
) {
    if (!community::hear_standing(context, thing, updated))
        return Refusal{Reason::unconcerned, "an Update that is not newer"};
    bool const is_heard = community::check_ban(context, record.community, record.author).has_value() &&
                          community::is_visible(context.tx, context.tables, thing, record);
    if (is_heard) community::pass_on(context, record.community);
    return {};
}

Result<void> publish(Context const& context, Object const& object) {
    auto const published = community::publish(context, object);
    if (!published) return published;
    keep_parts(context, object);
    return {};
}

}  // namespace

Result<void> update(Context const& context) {
    if (is_own_profile(context)) return community::describe(context);
    auto const object = community::authored_object(context);
    if (!object) return object.error();
    if (auto const sound = check_parts(context, *object); !sound) return sound;
    auto const thing = context.find(object->id.text());
    auto record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record) return publish(context, *object);  // its Create is still on the way

    if (context.find(object->author.text()) != record->author)
        return Refusal{Reason::foreign, "not the author's Update"};
    bool const newer = guides::supersedes(context, *object, *record);
    if (!newer && record->kind == storage::ObjectKind::guide) return guides::add_version(context, *object);
    if (!newer && record->kind == storage::ObjectKind::instrument) return instruments::add_version(context, *object);
    if (context.tables.removals.contains(context.tx, {*thing, record->author}))
        return Refusal{Reason::unconcerned, "an Update of what is gone"};
    if (!newer) return hear_counts(context, *thing, *record, object->updated);
    if (auto const open = community::check_ban(context, record->community, record->author); !open) return open;
    community::change_poll(context, *thing, object->updated);
    community::file_again(context, *thing, *record, *object);
    record->audience = community::narrower(record->audience, community::audience_of(context, *object));
    record->updated = object->updated;
    record->words = context.seq;
    context.tables.objects.put(context.tx, *thing, *record);
    keep_parts(context, *object);
    community::hold(context, *thing, record->community);
    community::pass_on(context, record->community);
    community::hand_over(context, *record);
    return {};
}

}  // namespace collegium::federation::rules
