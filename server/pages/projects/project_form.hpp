// The form in which projects are written.
#pragma once

#include "federation/community/audience.hpp"
#include "federation/projects/project.hpp"
#include "server/pages/guides/guide_fields.hpp"

namespace collegium::server::pages {

namespace projects = federation::projects;

// `before` with the fields that the form has. Lines of lists in which nothing was typed are left out; addresses at this
// node become the names of what stands there.
projects::Project project_typed(App const& app, Call const& call, projects::Project before);

// What keeps a project from being published, in the words that stand beside its fields: also what is known here to be
// no question or no tool for measuring, and what is not for all who would read the project.
FieldProblems project_problems(
    App const& app, Call const& call, projects::Project const& project, federation::community::Readers const& readers
);

struct ProjectFormView {
    std::string action;  // where it is sent
    std::string heading;
    FieldProblems problems;
    std::string why;          // it was not taken; empty: it has not been tried
    bool more_lines = false;  // more empty lines in the lists
};

Response project_form(
    App const& app, Call const& call, projects::Project const& words, ProjectFormView const& view, unsigned status
);

}  // namespace collegium::server::pages
