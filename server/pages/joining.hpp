// What the pages have in common on which somebody becomes a member: by invitation, or by asking.
#pragma once

#include "server/members/accounts.hpp"
#include "server/pages/page.hpp"

#include <string_view>
#include <vector>

namespace collegium::server::pages {

struct JoiningProblem {
    std::string_view field;  // "name", "display_name", "password", "charter"
    std::string_view words;
};

// What is wrong with what was typed; also whether the charter was accepted, if there is one.
std::vector<JoiningProblem> joining_problems(App const& app, Form const& form);

// What was typed, but for passwords, what is wrong with it, and the charter.
void show_joining(App const& app, Call const& call, Values& values, std::vector<JoiningProblem> const& problems);

// The account that was typed, without a password and without what only an invitation can say.
members::NewAccount typed_account(App const& app, Form const& form);

// The charter's text at CHARTER, as HTML at CHARTER_WORDS; nothing where there is none.
void show_charter(App const& app, Values& values);

}  // namespace collegium::server::pages
