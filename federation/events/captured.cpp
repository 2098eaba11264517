#include "federation/events/captured.hpp"

#include "federation/community/audience.hpp"
#include "federation/guides/guide_json.hpp"

namespace collegium::federation::events {

namespace {

bool names_origins(Object const& object) {
    return !object.origins.empty() && object.in_reply_to.empty() && object.kind != guides::guide_kind;
}

// The page of an event shows what its own community has, and nobody else fills the list that it is read from.
bool is_of_another_community(
    rules::Context const& context, storage::ObjectRecord const& record, std::string const& iri
) {
    auto const thing = context.find(iri);
    auto const origin = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    return origin && origin->community != record.community;
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
    if (!thing || !names_origins(object)) return;
    auto const record = context.tables.objects.get(context.tx, *thing);
    if (!record) return;
    for (auto const& origin : object.origins)
        if (!is_of_another_community(context, *record, origin))
            context.tables.derived.put(context.tx, {context.intern(origin), *thing}, storage::Derivation::from_event);
}

}  // namespace collegium::federation::events
