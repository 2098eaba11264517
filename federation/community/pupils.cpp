#include "federation/community/pupils.hpp"

#include "storage/names.hpp"

namespace collegium::federation::community {

using storage::EntryKey;
using storage::Handle;
using storage::Seq;

Handle person_behind(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor) {
    auto const collection = tables.collections.get(tx, actor);
    return collection ? collection->owner : actor;
}

bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor) {
    auto const name = tables.account_names.get(tx, person_behind(tx, tables, actor));
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && account->pupil;
}

bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri) {
    auto const actor = storage::find_handle(tx, tables, iri);
    return actor && is_pupil(tx, tables, *actor);
}

bool was_pupil(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, Seq entry) {
    auto const person = person_behind(tx, tables, actor);
    std::optional<bool> before;
    tables.classes.ascend(tx, {person, entry}, [&](EntryKey const& key, storage::ClassRecord const& record) {
        if (key.of == person) before = record.was_pupil;
        return false;
    });
    return before ? *before : is_pupil(tx, tables, person);
}

// Of several changes between two entries the first one counts: no entry was judged by what came between.
void note_class(storage::WriteTx& tx, storage::Tables& tables, Handle actor, bool was_pupil) {
    auto const last = tables.log.last_key(tx).value_or(Seq{0});
    tables.classes.insert(tx, {actor, last}, {was_pupil});
}

}  // namespace collegium::federation::community
