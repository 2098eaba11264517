// Reading projects: questions that pages ask of the views. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/projects/project.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::projects {

struct ProjectView {
    timeline::PostView post;
    Project project;  // as its newest words have it
};

// Nothing if there is no such project, if it is not meant for this reader, or if it was taken away.
std::optional<ProjectView> find_project(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer
);

// Of a community, newest first, those before `before`, at most `most`, among the next 400.
std::vector<ProjectView> projects_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    storage::LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
);

// Those that came from a question, by what they say now, oldest first, at most 100, among the first 400 things
// that were ever made of it.
std::vector<ProjectView> projects_from(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle question, timeline::Viewer const& viewer
);

}  // namespace collegium::federation::projects
