// Writing projects: a new one, and what its author changes in it.
#include "federation/admit.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/projects/compose_project.hpp"
#include "server/dispatch.hpp"
#include "server/pages/pasted.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/projects/project_form.hpp"

namespace collegium::server::pages {

using projects::Project;
using projects::ProjectView;

namespace {

constexpr std::string_view not_published_yet =
    "It was not published. What is missing is marked below; your text is still here.";

projects::ProjectComposer project_composer_of(App const& app) {
    return {app.node.settings.origin(), app.node.clock, app.node.ids};
}

std::optional<ProjectView> own_project(App const& app, Call const& call) {
    auto const post = post_of(app, call);
    if (!post || post->author.handle != call.member->actor) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return projects::find_project(tx, tables, post->handle, call.viewer());
    });
}

ProjectFormView writing_project(timeline::ActorView const& community) {
    return {community_path(community) + "/projects/write", "Begin a project in " + community.display, {}, "", false};
}

ProjectFormView changing_project(ProjectView const& standing) {
    return {post_path(standing.post) + "/change-project", "Change a project", {}, "", false};
}

void refuse_project(ProjectFormView& view, Refusal refusal) {
    view.why = sentence(refusal) + " Your text is still here.";
}

// The question that the address names gives it its name.
Project begun_project(App const& app, Call const& call) {
    Project project;
    auto const question = pasted_post(app, call, call.form.text("question"));
    if (!question || question->kind != storage::ObjectKind::question) return project;
    project.title = federation::content::cut(question->title, projects::longest_line);
    if (!question->language.empty()) project.language = question->language;
    project.questions.push_back(question->iri);
    return project;
}

projects::ProjectDraft draft_of_project(App const& app, timeline::ActorView const& community, Project const& words) {
    projects::ProjectDraft draft;
    draft.community = community.iri;
    draft.project = words;
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::terms_of(tx, tables, community.handle).audience;
    });
    return draft;
}

}  // namespace

awaitable<Response> get_write_project(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return project_form(app, call, begun_project(app, call), writing_project(*community), 200);
}

awaitable<Response> post_write_project(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = writing_project(*community);
    view.more_lines = call.form.has("more");
    auto const words = project_typed(app, call, Project{});
    if (view.more_lines) co_return project_form(app, call, words, view, 200);
    view.problems = project_problems(app, call, words);
    if (!view.problems.empty()) {
        view.why = not_published_yet;
        co_return project_form(app, call, words, view, 422);
    }
    auto const draft = draft_of_project(app, *community, words);
    auto composed = project_composer_of(app).publish(*author, draft);
    auto const number = composed.number;
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) {
        refuse_project(view, done.error());
        co_return project_form(app, call, words, view, meaning_of(done.error().reason()).status);
    }
    co_return Response::see_other("/post/" + federation::digits(number));
}

awaitable<Response> get_change_project(App const& app, Call call) {
    auto const standing = own_project(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no such project"});
    co_return project_form(app, call, standing->project, changing_project(*standing), 200);
}

awaitable<Response> post_change_project(App const& app, Call call) {
    auto const standing = own_project(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no such project"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = changing_project(*standing);
    view.more_lines = call.form.has("more");
    auto const words = project_typed(app, call, standing->project);
    if (view.more_lines) co_return project_form(app, call, words, view, 200);
    view.problems = project_problems(app, call, words);
    if (!view.problems.empty()) {
        view.why = not_published_yet;
        co_return project_form(app, call, words, view, 422);
    }
    if (words == standing->project) {
        view.why = "Nothing is different yet. Change the words below, then publish them.";
        co_return project_form(app, call, words, view, 422);
    }
    auto composed = project_composer_of(app).revise(*author, words, *standing);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) {
        refuse_project(view, done.error());
        co_return project_form(app, call, words, view, meaning_of(done.error().reason()).status);
    }
    co_return Response::see_other(post_path(standing->post));
}

}  // namespace collegium::server::pages
