// Projects on the wire: an Article that everybody can read, whose parts stand beside it under names of ours.
#pragma once

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/projects/project.hpp"

namespace collegium::federation::projects {

constexpr std::string_view project_kind = "project";  // its col:kind

// The project of an object. Refuses (malformed, too_large) what has problems, lists that are none, and a stage, side,
// kind of involvement or state of a task that this node does not know.
Result<Project> project_in(JsonValue const& object);

// The members that a project has beside its title and its kind.
void add_project(JsonText& object, Project const& project);

}  // namespace collegium::federation::projects
