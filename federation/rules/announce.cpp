#include "federation/community/acceptance.hpp"
#include "federation/community/thread.hpp"

namespace collegium::federation::rules {

// A community passed something on: from now on it is part of the community on every node. What was inside has been
// applied before, as an act of its own.
Result<void> announce(Context const& context) {
    auto const* const inner = context.activity.object();
    bool const wrapped = inner != nullptr && verb_named(type_of(*inner)).has_value();
    auto const thing_iri =
        wrapped ? reference_member(*inner, "object") : std::string_view{context.activity.object_id()};
    auto const thing = context.find(thing_iri);
    auto const community = context.find(context.activity.actor().text());
    auto record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    bool const is_theirs = record && record->community == community;
    bool const may_become_theirs = !record || record->community == storage::Handle{0};
    if (thing && wrapped && type_of(*inner) == "ChooseAnswer" && (is_theirs || may_become_theirs)) {
        auto const chooser = context.find(reference_member(*inner, "actor"));
        if (chooser) community::vouch_for_choice(context, *thing, *chooser);
    }
    if (!is_theirs) {
        // Ours goes out in any case, and what was wrapped has had its own effect.
        if (wrapped || context.local) return {};
        return Refusal{Reason::unconcerned, "an Announce of something that is not the community's"};
    }

    if (record->announced == storage::Seq{0}) {
        record->announced = context.seq;
        context.tables.objects.put(context.tx, *thing, *record);
    }
    return {};
}

}  // namespace collegium::federation::rules
