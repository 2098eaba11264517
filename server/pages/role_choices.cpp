#include "server/pages/role_choices.hpp"

namespace collegium::server::pages {

void show_roles(Values& values, storage::Roles offered, storage::Roles chosen) {
    for (auto const& each : members::roles()) {
        if (!offered.has(each.value)) continue;
        auto box = values.repeat("ROLE");
        box.text("NAME", each.name);
        box.text("WORDS", each.words);
        if (chosen.has(each.value)) box.show("CHOSEN");
    }
}

storage::Roles roles_in(Form const& form, storage::Roles offered) {
    storage::Roles ticked;
    for (auto const& each : members::roles())
        if (offered.has(each.value) && form.has("role_" + std::string{each.name})) ticked.add(each.value);
    return ticked;
}

}  // namespace collegium::server::pages
