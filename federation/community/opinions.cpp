#include "federation/community/opinions.hpp"

namespace collegium::federation::community {

using storage::Handle;

std::optional<storage::ObjectRecord> thing_of(rules::Context const& context, Activity const& act) {
    auto const thing = context.find(act.object_id());
    return thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
}

bool came_through(rules::Context const& context, Handle community) {
    return community != Handle{0} &&
           context
               .passed_on_before(storage::iri_of(context.tx, context.tables, community), context.activity.id().text())
               .has_value();
}

bool may_take_back(rules::Context const& context, Handle community, Activity const& act, Handle via) {
    if (via == community) return true;
    auto const record = thing_of(context, act);
    return record && record->community == community;
}

}  // namespace collegium::federation::community
