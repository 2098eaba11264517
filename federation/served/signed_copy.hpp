// Signed copy: a version of a guide in its author's own words, with their proof, from any node that has it. Readable,
// and to be checked, when the guide's home does not answer (needs D13).
#pragma once

#include "config/result.hpp"
#include "federation/community/visibility.hpp"

#include <string>

namespace collegium::federation::documents {

// Where a node gives it. version: empty for the newest. IRIs.
std::string copy_address(std::string_view origin, std::string_view guide, std::string_view version = {});

// A JSON object: "col:activity" is the Create or Update that says the version, byte for byte with its proof (FEP-8b32),
// "assertionMethod" the author's key, with which the proof was made. version: its name, or empty for the newest as its
// author left it. Refuses not_found for what is not here, not meant for this reader, taken away, only known without its
// author's proof, or proven with a key that the author has no longer.
Result<std::string> signed_copy(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    std::string_view guide,
    std::string_view version = {}
);

}  // namespace collegium::federation::documents
