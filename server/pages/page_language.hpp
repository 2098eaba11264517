// Page language: the language in which somebody reads the pages.
#pragma once

#include "server/app.hpp"
#include "server/languages/language.hpp"

#include <string_view>

namespace collegium::server::pages {

// One that the program has, by its code, with its catalogue; English for any other code. Made when somebody first reads
// it, as few nodes need all of them, and there as long as the program. From any thread.
languages::Language const& page_language(std::string_view code);

// What a member has chosen in their settings; else what their browser asks for; else the first language of the
// institution's partner card that the program has; else English.
languages::Language const& language_for(App const& app, Call const& call);

// The code that a member has chosen; empty: what their browser asks for.
std::string chosen_language(App const& app, Member const& member);

// The language that what they write on a form without a field for it is marked with: the one that their profile names,
// else the one in which they read the pages.
std::string writing_language(App const& app, Call const& call);

}  // namespace collegium::server::pages
