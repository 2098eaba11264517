// The form that says how a community is run: read, checked, and shown again as it was typed.
#pragma once

#include "server/communities/running.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

struct RunProblem {
    std::string_view field;
    std::string_view words;
};

// What is typed becomes part of what held before. Nothing is lost where there are problems: the page shows the form.
struct RunForm {
    communities::Description description;
    std::vector<RunProblem> problems;
};

RunForm read_run_form(Form const& form, communities::Description standing);

// The fields of the template, filled with what was typed or else with what holds.
void show_run_form(
    Values& values, Form const& form, communities::Description const& standing, std::vector<RunProblem> const& problems
);

}  // namespace collegium::server::pages
