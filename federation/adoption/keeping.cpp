#include "federation/adoption/keeping.hpp"

#include "federation/adoption/adoption_json.hpp"
#include "federation/guides/guide_json.hpp"

namespace collegium::federation::adoption {

using storage::AdoptionRecord;
using storage::Edge;
using storage::Handle;

namespace {

// Nothing if it says another guide than what it hangs below, or if no school says it.
std::optional<Adoption> adoption_below(rules::Context const& context, Handle parent) {
    auto adoption = adoption_in(*context.activity.object());
    if (!adoption || context.find(adoption->guide) != parent) return std::nullopt;
    if (!speaks_for_school(context.activity.actor().text())) return std::nullopt;
    return adoption;
}

}  // namespace

void keep(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || record->parent == Handle{0} || context.activity.object() == nullptr) return;
    Edge const place{record->parent, *thing};
    auto const adoption = adoption_below(context, record->parent);
    auto const version = adoption ? guides::digest_of(adoption->version) : std::nullopt;
    if (!version) {
        context.tables.adoptions.erase(context.tx, place);
        return;
    }
    AdoptionRecord kept;
    kept.words = context.seq;
    kept.by = record->author;
    kept.version = *version;
    kept.stage = adoption->stage;
    kept.outcome = adoption->outcome;
    kept.flags = flags_of(*adoption);
    kept.began = record->published;
    kept.updated = record->updated;
    context.tables.adoptions.put(context.tx, place, kept);
}

}  // namespace collegium::federation::adoption
