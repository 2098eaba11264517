#include "federation/community/boosts.hpp"
#include "federation/community/passing_on.hpp"
#include "federation/community/thread.hpp"

namespace collegium::federation::rules {

using storage::Handle;

namespace {

// From now on the thing is part of the community on every node. False if it is not the community's.
bool mark_announced(Context const& context, Handle community, std::string_view iri) {
    auto const thing = context.find(iri);
    auto record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || record->community != community) return false;
    if (record->announced == storage::Seq{0}) {
        record->announced = context.seq;
        context.tables.objects.put(context.tx, *thing, *record);
    }
    return true;
}

void take_wrapped(Context const& context, Handle community, JsonValue const& value) {
    mark_announced(context, community, reference_member(value, "object"));
    if (context.local || !community::answers_for(*verb_named(type_of(value)))) return;
    auto const act = Activity::parse(value);
    if (act) community::stand_by(context, community, *act);
}

// What a community passed on, if it is one thing.
std::string_view thing_passed_on(Activity const& announce, std::vector<JsonValue const*> const& wrapped) {
    if (wrapped.empty()) return announce.object_id();
    bool const is_create = wrapped.size() == 1 && verb_named(type_of(*wrapped.front())) == Verb::create;
    return is_create ? reference_member(*wrapped.front(), "object") : std::string_view{};
}

}  // namespace

// A community passed something on. What was inside has been applied before, as an act of its own, unless it counts on
// the community's word alone. Our own communities have judged already. People show things to those who follow them.
Result<void> announce(Context const& context) {
    auto const announcer = context.actor();
    auto const record = context.tables.actors.get(context.tx, announcer);
    bool const by_community = record && record->type == storage::ActorType::group;
    auto const wrapped = context.activity.wrapped();
    if (!by_community && wrapped.empty()) return community::boost(context);
    if (by_community)
        for (auto const* const value : wrapped) take_wrapped(context, announcer, *value);
    bool const known = by_community && mark_announced(context, announcer, context.activity.object_id());
    if (!known && wrapped.empty() && !context.local)
        return Refusal{Reason::unconcerned, "an Announce of something that is not the community's"};
    if (by_community) community::show_in_timelines(context, announcer, thing_passed_on(context.activity, wrapped));
    return {};
}

}  // namespace collegium::federation::rules
