#include "federation/projects/compose_project.hpp"

#include "federation/projects/project_json.hpp"
#include "federation/projects/project_text.hpp"

namespace collegium::federation::projects {

namespace {

DocumentDraft article_of(ProjectDraft const& draft) {
    auto const& project = draft.project;
    return {
        draft.community,
        draft.audience,
        project.title,
        as_html(project),
        as_markdown(project),
        project.language,
        [&project](JsonText& object) { add_project(object, project); }};
}

}  // namespace

Composed ProjectComposer::publish(Author const& author, ProjectDraft const& draft) const {
    return articles_.publish(author, article_of(draft));
}

Composed ProjectComposer::revise(Author const& author, Project const& changed, ProjectView const& standing) const {
    auto const& post = standing.post;
    ProjectDraft const draft{post.community.iri, changed, post.audience};
    return articles_.revise(author, article_of(draft), {post.iri, post.published, post.updated});
}

}  // namespace collegium::federation::projects
