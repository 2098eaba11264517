// Adoptions on the wire: a Note below the guide, whole for everybody who reads, whose parts stand beside it under names
// of ours.
#pragma once

#include "federation/adoption/adoption.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::federation::adoption {

constexpr std::string_view adoption_kind = "adoption";  // its col:kind

// The adoption of an object, with whatever is wrong in it (problems_of). Nothing where it is none: another kind, a
// stage that this node does not know, no name of a version, or not in reply to the guide that it names.
std::optional<Adoption> adoption_in(JsonValue const& object);

// The members that make an object an adoption.
void add_adoption(JsonText& object, Adoption const& adoption);

// The whole in one text, for software that knows no forms. school: its name.
std::string as_markdown(Adoption const& adoption, std::string_view school);

}  // namespace collegium::federation::adoption
