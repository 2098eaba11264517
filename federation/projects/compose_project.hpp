// Composing: what those who run a project say of it, put into words of the wire.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/projects/reading.hpp"

namespace collegium::federation::projects {

// project: without problems_of. community: IRI of the team.
struct ProjectDraft {
    std::string community;
    Project project;
    storage::Audience audience = storage::Audience::everyone;
};

class ProjectComposer {
public:
    ProjectComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : acts_{std::move(origin), clock, ids} {}

    Composed publish(Author const& author, ProjectDraft const& draft) const;

    // For whom the project is. What it said before stays in its history.
    Composed revise(Author const& author, Project const& changed, ProjectView const& standing) const;

private:
    Composer acts_;
};

}  // namespace collegium::federation::projects
