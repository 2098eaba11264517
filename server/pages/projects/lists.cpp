// Lists of projects: of a community, and of what came from a question.
#include "federation/projects/reading.hpp"
#include "server/dispatch.hpp"
#include "server/pages/community_tabs.hpp"
#include "server/pages/projects/handlers.hpp"

namespace collegium::server::pages {

namespace projects = federation::projects;

using projects::ProjectView;

namespace {

constexpr std::size_t projects_on_a_page = 20;

void show_project_rows(Values& values, std::vector<ProjectView> const& rows) {
    for (auto const& each : rows) {
        auto line = values.repeat("PROJECT");
        line.text("PATH", post_path(each.post));
        line.text("PROJECT_TITLE", each.project.title);
        line.text("LANG", each.project.language);
        line.words("STAGE", projects::heading_of(each.project.stage));
        line.text("AUTHOR", each.post.author.display);
        line.text("HOST", each.post.author.host);
        for (auto const& finding : projects::findings_of(each.project.involvement))
            line.repeat("FINDING").words("FINDING_WORDS", projects::words_of(finding));
    }
    if (rows.empty()) values.show("NONE");
}

Response community_projects_page(
    App const& app, Call const& call, timeline::ActorView const& community, std::vector<ProjectView> rows
) {
    Page page{app, call, "projects", phrase("Projects of {community}"), {{"community", community.display}}};
    auto& values = page.values();
    auto place = values.repeat("OF_COMMUNITY");
    place.text("COMMUNITY", community.display);
    place.text("COMMUNITY_PATH", community_path(community));
    if (call.member) place.show("MAY_WRITE");
    show_community_tabs(place, call, community, CommunityTab::projects);
    if (rows.size() > projects_on_a_page) {
        rows.pop_back();
        values.repeat("OLDER").text("ADDRESS", "?before=" + federation::digits(rows.back().post.number));
    }
    show_project_rows(values, rows);
    return page.render();
}

// With the member's communities, in which one could begin.
Response question_projects_page(
    App const& app,
    Call const& call,
    timeline::PostView const& question,
    std::vector<ProjectView> const& rows,
    std::vector<timeline::Membership> const& memberships
) {
    Page page{app, call, "projects", phrase("Projects from a question")};
    auto& values = page.values();
    auto place = values.repeat("OF_QUESTION");
    place.text("QUESTION_PATH", post_path(question));
    place.text("QUESTION_TITLE", question.title());
    show_project_rows(values, rows);
    if (!call.member) return page.render();
    auto begin = values.repeat("BEGIN");
    for (auto const& each : memberships) {
        auto line = begin.repeat("TEAM");
        line.text("ADDRESS", community_path(each.community) + "/projects/write?question=" + post_path(question));
        line.text("COMMUNITY", each.community.display);
    }
    return page.render();
}

}  // namespace

awaitable<Response> get_projects(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const viewer = call.viewer();
    auto const before = before_of(call);
    std::vector<ProjectView> rows;
    // One more than is shown tells whether there is a next page.
    std::function<void()> work = [&] {
        rows = app.node.store.read([&](auto const& tx, auto const& tables) {
            return projects::projects_in(tx, tables, community->handle, before, projects_on_a_page + 1, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return community_projects_page(app, call, *community, std::move(rows));
}

awaitable<Response> get_projects_of_question(App const& app, Call call) {
    auto const question = post_of(app, call);
    bool const is_question = question && question->kind == storage::ObjectKind::question;
    if (!is_question || question->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto const viewer = call.viewer();
    std::vector<ProjectView> rows;
    std::vector<timeline::Membership> memberships;
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            rows = projects::projects_from(tx, tables, question->handle, viewer);
            if (call.member) memberships = timeline::communities_of(tx, tables, call.member->actor);
            return true;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return question_projects_page(app, call, *question, rows, memberships);
}

}  // namespace collegium::server::pages
