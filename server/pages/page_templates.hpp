// Page templates: the files of server/templates, in the language of whoever reads.
#pragma once

#include "server/languages/language.hpp"

#include <string>
#include <string_view>

namespace collegium::server::pages {

// Under which a template, named as its file is without ".tpl", is kept in that language.
std::string template_name(languages::Language const& language, std::string_view name);

// Puts all of them into a language, the first time. From any thread. Throws std::logic_error if one does not parse.
void load_templates_in(languages::Language const& language);

}  // namespace collegium::server::pages
