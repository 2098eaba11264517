#include "federation/community/polls.hpp"
#include "federation/community/thread.hpp"
#include "federation/guides/versions.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/notify/queue.hpp"
#include "federation/reviews/keeping.hpp"

namespace collegium::federation::rules {

namespace {

// An Update of it may have come first.
bool is_known_guide(Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return record && record->kind == storage::ObjectKind::guide;
}

}  // namespace

Result<void> create(Context const& context) {
    auto const object = community::authored_object(context);
    if (!object) return object.error();
    if (community::brings_ballot(context)) return community::cast_ballot(context, *object);
    if (auto const sound = guides::check_words(context, *object); !sound) return sound;
    if (is_known_guide(context, *object)) return update(context);
    auto const published = community::publish(context, *object);
    if (!published) return published;
    guides::keep_version(context, *object);
    reviews::keep(context, *object);
    notify::keep_outside_review(context, *object);
    notify::tell_of_reply(context, *object);
    return {};
}

}  // namespace collegium::federation::rules
