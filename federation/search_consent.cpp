#include "federation/search_consent.hpp"

#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation {

using storage::Handle;
using storage::ReadTx;
using storage::SearchConsent;
using storage::Tables;

SearchConsent consent_in_thing(JsonValue const& thing) {
    if (member(thing, "searchableBy") == nullptr) return SearchConsent::unsaid;
    bool const open = std::ranges::any_of(references(thing, "searchableBy"), vocabulary::is_public);
    return open ? SearchConsent::granted : SearchConsent::refused;
}

SearchConsent consent_in_actor(JsonValue const& actor) {
    if (auto const said = consent_in_thing(actor); said != SearchConsent::unsaid) return said;
    auto const* const indexable = member(actor, "indexable");
    if (indexable == nullptr || !indexable->IsBool()) return SearchConsent::unsaid;
    return indexable->GetBool() ? SearchConsent::granted : SearchConsent::refused;
}

bool refuses_search(ReadTx const& tx, Tables const& tables, Handle author) {
    auto const record = tables.actors.get(tx, author);
    return record && record->search_consent == SearchConsent::refused;
}

bool may_be_indexed(ReadTx const& tx, Tables const& tables, Handle author, SearchConsent of_thing) {
    auto const record = tables.actors.get(tx, author);
    if (!record || record->search_consent == SearchConsent::refused || of_thing == SearchConsent::refused) return false;
    return record->local || of_thing == SearchConsent::granted || record->search_consent == SearchConsent::granted;
}

}  // namespace collegium::federation
