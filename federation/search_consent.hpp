// Search consent: who lets others find what they write by searching (FEP-5feb, FEP-268d).
#pragma once

#include "federation/messages/json.hpp"
#include "storage/tables.hpp"

namespace collegium::federation {

// What an actor's document says: `searchableBy` before `indexable`.
storage::SearchConsent consent_in_actor(JsonValue const& actor);

// What a thing says of itself. `searchableBy` that is not everybody is a refusal: we cannot tell apart who searches.
storage::SearchConsent consent_in_thing(JsonValue const& thing);

// Their own document refuses: nothing of theirs is found, whatever was said before.
bool refuses_search(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author);

// Whether the words of a thing may be in an index. Members of this node are found unless they refuse; whoever is
// elsewhere has to grant it, for themselves or for this thing.
bool may_be_indexed(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author, storage::SearchConsent of_thing
);

}  // namespace collegium::federation
