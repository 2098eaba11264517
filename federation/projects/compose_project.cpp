#include "federation/projects/compose_project.hpp"

#include "federation/projects/project_json.hpp"
#include "federation/projects/project_text.hpp"

namespace collegium::federation::projects {

namespace {

ArticleDraft article_of(ProjectDraft const& draft) {
    auto const& project = draft.project;
    ArticleDraft article{
        std::string{project_kind},
        draft.community,
        project.title,
        as_markdown(project),
        project.language,
        draft.audience};
    article.html = as_html(project);
    article.add_parts = [&project](JsonText& object) { add_project(object, project); };
    return article;
}

}  // namespace

Composed ProjectComposer::publish(Author const& author, ProjectDraft const& draft) const {
    return acts_.article(author, article_of(draft));
}

Composed ProjectComposer::revise(Author const& author, Project const& changed, ProjectView const& standing) const {
    auto const& post = standing.post;
    ProjectDraft const draft{post.community.iri, changed, post.audience};
    return acts_.edit(author, article_of(draft), {post.iri, post.published, post.updated});
}

}  // namespace collegium::federation::projects
