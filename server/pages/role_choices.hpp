// Roles and the like as they are chosen on pages: boxes to tick and lists to choose from.
#pragma once

#include "server/members/words.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

// At ROLE, for each of `offered`: NAME, WORDS, and CHOSEN for those in `chosen`.
void show_roles(Values& values, storage::Roles offered, storage::Roles chosen);

// At ROLES, if there are any: WORDS, with commas between.
void show_held_roles(Values& values, storage::Roles held);

// Those of `offered` that were ticked: fields "role_<name>".
storage::Roles roles_in(Form const& form, storage::Roles offered);

// At `part`, for each of the table: NAME, WORDS, and CHOSEN for one of them.
template <class Value>
void show_choice(Values& values, std::string_view part, std::span<members::Named<Value> const> table, Value chosen) {
    for (auto const& each : table) {
        auto option = values.repeat(part);
        option.text("NAME", each.name);
        option.words("WORDS", each.words);
        if (each.value == chosen) option.show("CHOSEN");
    }
}

}  // namespace collegium::server::pages
