#include "federation/served/offer_document.hpp"

#include "federation/collections/collection.hpp"
#include "federation/subjects/subject.hpp"
#include "storage/iri.hpp"

namespace collegium::federation::documents {

void add_offer(JsonText& document, std::string_view iri, storage::ActorRecord const& record) {
    if (subjects::is_subject(record)) document.text("col:kind", "subject").text("col:subject", record.display_name);
    auto const id = Iri::parse(iri);
    if (id && collections::is_collection(record))
        document.text("col:kind", "collection")
            .text("col:collection", collections::list_iri(id->origin(), record.username));
}

}  // namespace collegium::federation::documents
