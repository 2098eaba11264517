// What the document of a subject, or of a member's collection, says beside what every actor's says.
#pragma once

#include "federation/messages/json_text.hpp"
#include "storage/actor_records.hpp"

#include <string_view>

namespace collegium::federation::documents {

// Nothing for any other actor. iri: of the actor.
void add_offer(JsonText& document, std::string_view iri, storage::ActorRecord const& record);

}  // namespace collegium::federation::documents
