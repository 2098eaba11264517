// Writing projects: a new one, and what its author changes in it.
#include "federation/admit.hpp"
#include "federation/community/terms.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/projects/compose_project.hpp"
#include "server/dispatch.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/pasted.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/projects/project_form.hpp"

namespace collegium::server::pages {

using federation::community::Readers;
using projects::Project;
using projects::ProjectView;

namespace {

constexpr std::string_view not_published_yet =
    phrase("It was not published. What is missing is marked below; your text is still here.");

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

ProjectFormView writing_project(App const& app, Call const& call, timeline::ActorView const& community) {
    auto const heading =
        language_for(app, call).say(phrase("Begin a project in {community}"), {{"community", community.display}});
    return {community_path(community) + "/projects/write", heading, {}, "", false};
}

ProjectFormView changing_project(App const& app, Call const& call, ProjectView const& standing) {
    auto const heading = language_for(app, call).say(phrase("Change a project"));
    return {post_path(standing.post) + "/change-project", heading, {}, "", false};
}

void refuse_project(ProjectFormView& view, Refusal refusal) {
    view.why = sentence(refusal) + " Your text is still here.";
}

// Those whom a new project of this member's is for, as the community has it.
Readers readers_in(App const& app, Call const& call, timeline::ActorView const& community) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Readers {
        auto const member = call.member->actor;
        auto const wanted = federation::community::terms_of(tx, tables, community.handle).audience;
        auto const allowed = federation::community::allowed_audience(tx, tables, member, wanted, storage::Handle{0});
        return {allowed, community.handle, member};
    });
}

Readers readers_of(ProjectView const& standing) {
    return {standing.post.audience, standing.post.community.handle, standing.post.author.handle};
}

// The question that the address names gives it its name, if all who would read the project may read the question.
Project begun_project(App const& app, Call const& call, Readers const& readers) {
    Project project;
    auto const question = pasted_post(app, call, call.form.text("question"));
    if (!question || question->kind != storage::ObjectKind::question) return project;
    bool const may_tell = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::may_tell_of(tx, tables, readers, question->handle);
    });
    if (!may_tell) return project;
    project.title = federation::content::cut(question->title(), projects::longest_line);
    if (!question->language.empty()) project.language = question->language;
    project.questions.push_back(question->iri);
    return project;
}

}  // namespace

awaitable<Response> get_write_project(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    co_return project_form(
        app,
        call,
        begun_project(app, call, readers_in(app, call, *community)),
        writing_project(app, call, *community),
        200
    );
}

awaitable<Response> post_write_project(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = writing_project(app, call, *community);
    view.more_lines = call.form.has("more");
    auto const words = project_typed(app, call, Project{});
    if (view.more_lines) co_return project_form(app, call, words, view, 200);
    auto const readers = readers_in(app, call, *community);
    view.problems = project_problems(app, call, words, readers);
    if (!view.problems.empty()) {
        view.why = not_published_yet;
        co_return project_form(app, call, words, view, 422);
    }
    projects::ProjectDraft const draft{community->iri, words, readers.audience};
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
    co_return project_form(app, call, standing->project, changing_project(app, call, *standing), 200);
}

awaitable<Response> post_change_project(App const& app, Call call) {
    auto const standing = own_project(app, call);
    if (!standing) co_return refuse(app, call, {Reason::not_found, "no such project"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto view = changing_project(app, call, *standing);
    view.more_lines = call.form.has("more");
    auto const words = project_typed(app, call, standing->project);
    if (view.more_lines) co_return project_form(app, call, words, view, 200);
    view.problems = project_problems(app, call, words, readers_of(*standing));
    if (!view.problems.empty()) {
        view.why = not_published_yet;
        co_return project_form(app, call, words, view, 422);
    }
    if (words == standing->project) {
        view.why = phrase("Nothing is different yet. Change the words below, then publish them.");
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
