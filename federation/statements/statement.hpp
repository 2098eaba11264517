// Statements: what a student council says of a guide, by its own actor and with nobody's name (needs H2). On the wire a
// Note below the guide, for everybody who reads.
#pragma once

#include "federation/messages/json.hpp"
#include "storage/tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::statements {

constexpr std::string_view statement_kind = "statement";  // its col:kind

// Whether an object calls itself a statement.
bool is_statement(JsonValue const& object);

// The words of a text that point to somebody of this node: names and handles of members, names of pupils, whole or in
// part, and whatever looks like an address. As they stand in the text, each once, at most 50. markdown: the text; what
// readers see of it is looked at as well. A single word of a name counts if it is written with a capital letter: "will"
// is a word, and "Will" may be somebody. Any character that is no letter parts words; in scripts that are written
// without blanks a name is found between any others.
std::vector<std::string> telling_words(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view markdown
);

}  // namespace collegium::federation::statements
