#include "federation/community/polls.hpp"
#include "federation/community/thread.hpp"
#include "federation/notify/queue.hpp"
#include "federation/rules/parts.hpp"

namespace collegium::federation::rules {

namespace {

// An Update of it may have come first.
bool has_known_versions(Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    using enum storage::ObjectKind;
    return record && (record->kind == guide || record->kind == instrument);
}

}  // namespace

Result<void> create(Context const& context) {
    auto const object = community::authored_object(context);
    if (!object) return object.error();
    if (community::brings_ballot(context)) return community::cast_ballot(context, *object);
    if (auto const sound = check_parts(context, *object); !sound) return sound;
    if (has_known_versions(context, *object)) return update(context);
    auto const published = community::publish(context, *object);
    if (!published) return published;
    keep_parts(context, *object);
    notify::tell_of_reply(context, *object);
    return {};
}

}  // namespace collegium::federation::rules
