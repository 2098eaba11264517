#include "federation/community/pupils.hpp"

#include "storage/names.hpp"

namespace collegium::federation::community {

bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor) {
    auto const name = tables.account_names.get(tx, actor);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && account->pupil;
}

bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri) {
    auto const actor = storage::find_handle(tx, tables, iri);
    return actor && is_pupil(tx, tables, *actor);
}

}  // namespace collegium::federation::community
