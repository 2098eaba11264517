#include "federation/statements/keeping.hpp"

#include "federation/statements/statement.hpp"

namespace collegium::federation::statements {

using storage::Edge;
using storage::Handle;

void keep(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    auto const* const words = context.activity.object();
    if (!record || record->parent == Handle{0} || words == nullptr) return;
    Edge const place{record->parent, *thing};
    if (is_statement(*words))
        context.tables.statements.put(context.tx, place, {context.seq, record->author});
    else
        context.tables.statements.erase(context.tx, place);
}

}  // namespace collegium::federation::statements
