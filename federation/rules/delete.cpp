#include "federation/community/hand_over.hpp"
#include "federation/community/membership.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/erasure/keeping.hpp"

namespace collegium::federation::rules {

using storage::Handle;

namespace {

// An author's own word about their own thing, also before the thing has come: then it never appears.
Result<void> delete_own(Context const& context, std::string_view id) {
    storage::Edge const place{context.intern(id), context.actor()};
    if (context.tables.removals.contains(context.tx, place)) return Refusal{Reason::unconcerned, "deleted already"};
    context.tables.removals.put(context.tx, place, {context.seq, place.by});
    return {};
}

// The actor itself is gone, and its works with it. Our own one's followers are still to be told.
Result<void> delete_self(Context const& context) {
    auto const gone = delete_own(context, context.activity.actor().text());
    if (!gone) return gone;
    for (auto const followed : community::followed_by(context, context.actor()))
        community::erase_follow(context, followed, context.actor());
    erasure::note(context);
    if (context.local) return {};
    for (auto const follower : community::followers_of(context, context.actor()))
        community::erase_follow(context, context.actor(), follower);
    return {};
}

}  // namespace

Result<void> delete_(Context const& context) {
    auto const id = Iri::parse(context.activity.object_id());
    if (!id) return Refusal{Reason::malformed, "a Delete needs the id of what is deleted"};
    if (*id == context.activity.actor()) return delete_self(context);
    auto const thing = context.find(id->text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record) {
        // Only its author's Delete will count, and an author lives where the thing does.
        if (!id->same_origin(context.activity.actor()))
            return Refusal{Reason::unconcerned, "a Delete of something unknown"};
        return delete_own(context, id->text());
    }
    if (record->author != context.find(context.activity.actor().text())) return community::decide(context);
    auto const deleted = delete_own(context, id->text());
    if (!deleted) return deleted;
    community::pass_on(context, record->community);
    community::hand_over(context, *record);
    return {};
}

}  // namespace collegium::federation::rules
