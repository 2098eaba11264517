#include "server/pages/role_choices.hpp"

namespace collegium::server::pages {

void show_roles(Values& values, storage::Roles offered, storage::Roles chosen) {
    for (auto const& each : members::roles()) {
        if (!offered.has(each.value)) continue;
        auto box = values.repeat("ROLE");
        box.text("NAME", each.name);
        box.words("WORDS", each.words);
        if (chosen.has(each.value)) box.show("CHOSEN");
    }
}

void show_held_roles(Values& values, storage::Roles held) {
    std::string all;
    for (auto const& each : members::roles())
        if (held.has(each.value)) all += (all.empty() ? "" : ", ") + values.language().say(each.words);
    if (!all.empty()) values.repeat("ROLES").text("WORDS", all);
}

storage::Roles roles_in(Form const& form, storage::Roles offered) {
    storage::Roles ticked;
    for (auto const& each : members::roles())
        if (offered.has(each.value) && form.has("role_" + std::string{each.name})) ticked.add(each.value);
    return ticked;
}

}  // namespace collegium::server::pages
