// Capabilities: what a node's documents say that it implements (FEP-844e), told and read.
#pragma once

#include "federation/messages/json.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::capabilities {

// What this program implements, as a JSON list: the value of "implements".
std::string implements_list();

// The Application behind an actor of ours, as a JSON object: the value of "generator".
std::string generator(std::string_view origin);

// The best form of HTTP signature that an actor's document claims for its host, in `generator` or, if it is an
// Application, in itself. Nothing if it claims none.
std::optional<storage::SignatureFormat> signature_format(JsonValue const& actor);

}  // namespace collegium::federation::capabilities
