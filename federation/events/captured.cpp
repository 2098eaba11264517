#include "federation/events/captured.hpp"

#include "federation/community/audience.hpp"
#include "federation/guides/guide_json.hpp"

namespace collegium::federation::events {

namespace {

bool names_origins(Object const& object) {
    return !object.origins.empty() && object.in_reply_to.empty() && object.kind != guides::guide_kind;
}

}  // namespace

Result<void> check_origins(rules::Context const& context, Object const& object) {
    if (!context.local || !names_origins(object)) return {};
    if (community::tells_too_much(context, object, object.origins))
        return Refusal{Reason::not_allowed, "what came up at a meeting is for no more people than the meeting itself"};
    return {};
}

void keep_origins(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    if (!thing || !names_origins(object) || !context.tables.objects.contains(context.tx, *thing)) return;
    for (auto const& origin : object.origins)
        context.tables.derived.put(context.tx, {context.intern(origin), *thing}, storage::Derivation::from_event);
}

}  // namespace collegium::federation::events
