// The whole project in one text, with headings, for software that knows no parts.
#pragma once

#include "federation/projects/project.hpp"

namespace collegium::federation::projects {

std::string as_html(Project const& project);
std::string as_markdown(Project const& project);

}  // namespace collegium::federation::projects
