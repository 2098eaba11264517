#include "federation/erasure/forgetting.hpp"

namespace collegium::federation::erasure {

void forget_profile(storage::WriteTx& tx, storage::Tables& tables, storage::Handle person) {
    auto record = tables.actors.get(tx, person);
    if (!record || record->local) return;
    record->display_name = record->username;
    record->summary.clear();
    tables.actors.put(tx, person, *record);
}

}  // namespace collegium::federation::erasure
