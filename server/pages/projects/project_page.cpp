// The page of a project.
#include "federation/content/markdown.hpp"
#include "federation/projects/reading.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/looking.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/subject_comments.hpp"

#include <array>

namespace collegium::server::pages {

namespace projects = federation::projects;

using projects::Project;

namespace {

// All that the page shows.
struct ProjectLook {
    ProjectLook() = default;

    std::optional<projects::ProjectView> view;
    std::optional<SubjectComments> comments;
    std::vector<ThingLine> questions, tools;
    std::string improve, how, school_brings, research_brings;  // HTML
};

ProjectLook look_at_project(App const& app, storage::Handle thing, timeline::Viewer const& viewer) {
    ProjectLook look;
    app.node.store.read([&](auto const& tx, auto const& tables) {
        look.view = projects::find_project(tx, tables, thing, viewer);
        if (!look.view) return false;
        auto const& words = look.view->project;
        for (auto const& each : words.questions) look.questions.push_back(thing_line(tx, tables, each, viewer));
        for (auto const& each : words.instruments) look.tools.push_back(thing_line(tx, tables, each, viewer));
        look.comments = comments_below(tx, tables, thing, viewer);
        return true;
    });
    if (!look.view) return look;
    auto const& words = look.view->project;
    look.improve = federation::content::to_html(words.improve);
    look.how = federation::content::to_html(words.how);
    look.school_brings = federation::content::to_html(words.school_brings);
    look.research_brings = federation::content::to_html(words.research_brings);
    return look;
}

void show_thing_links(Values& values, std::string_view list, std::vector<ThingLine> const& things) {
    if (things.empty()) return;
    auto shown = values.repeat(list);
    for (auto const& each : things) {
        auto line = shown.repeat("THING");
        line.text("ADDRESS", each.address);
        line.text("THING_TITLE", each.title);
    }
}

void show_project_team(Values& values, timeline::PostView const& post) {
    if (post.community.handle == storage::Handle{0}) return;
    auto team = values.repeat("TEAM");
    team.text("COMMUNITY", post.community.display);
    team.text("COMMUNITY_PATH", community_path(post.community));
}

void show_partners_and_tasks(Values& values, Project const& words) {
    for (auto const& each : words.partners) {
        auto line = values.repeat("PARTNER");
        line.text("PARTNER_NAME", each.name);
        line.text("PARTNER_CONTACT", each.contact);
    }
    if (words.tasks.empty()) values.show("NO_TASKS");
    for (auto const& each : words.tasks) {
        auto line = values.repeat("TASK");
        line.text("TASK_WORDS", each.what);
        line.text("TASK_OWNER", each.owner);
        line.words("TASK_STATE", projects::heading_of(each.state));
        line.show(each.state == projects::TaskState::done ? "DONE" : "NOT_DONE");
    }
}

// What is said of a stage before the project has come to it is a plan.
bool is_to_come(projects::Stage stage, projects::Stage now) {
    return now != projects::Stage::stopped && stage > now;
}

void show_involvement_table(Values& values, Project const& words) {
    if (words.involvement.empty()) return values.show("NO_INVOLVEMENT");
    for (auto const& each : projects::findings_of(words.involvement))
        values.repeat("FINDING").words("FINDING_WORDS", projects::words_of(each));
    auto table = values.repeat("INVOLVEMENT");
    for (auto const side : projects::all_sides) table.repeat("SIDE").words("SIDE_NAME", projects::heading_of(side));
    for (auto const stage : projects::working_stages) {
        auto row = table.repeat("INVOLVED_IN");
        row.words("WORK", projects::work_of(stage));
        if (is_to_come(stage, words.stage)) row.show("TO_COME");
        for (auto const side : projects::all_sides) {
            auto const degree = projects::degree_at(words.involvement, stage, side);
            row.repeat("INVOLVED").words("DEGREE", degree ? projects::heading_of(*degree) : phrase("not involved"));
        }
    }
}

void show_project_acts(Values& values, Call const& call, timeline::PostView const& post) {
    if (!call.member) return;
    auto shown = values.repeat(post.author.handle == call.member->actor ? "OWN" : "OTHERS");
    shown.text("PATH", post_path(post));
}

// How far it has come; nothing where it was given up.
void show_project_steps(Values& values, projects::Stage stage) {
    constexpr std::array<std::string_view, 4> parts{"IS_PLANNED", "IS_RUNNING", "IS_WRITING_UP", "IS_FINISHED"};
    auto const at = static_cast<std::size_t>(stage);
    if (at < parts.size()) values.repeat("STEPS").show(parts[at]);
}

Response page_of_project(
    App const& app, Call const& call, ProjectLook const& look, std::string_view comment_problem, unsigned status
) {
    auto const& [post, words] = *look.view;
    Page page{app, call, "project", words.title};
    page.alternate(post.iri);
    auto& values = page.values();
    values.text("PROJECT_TITLE", words.title);
    values.text("LANG", words.language);
    values.words("STAGE", projects::heading_of(words.stage));
    show_project_steps(values, words.stage);
    values.html("IMPROVE_WORDS", look.improve);
    values.html("HOW_WORDS", look.how);
    values.html("SCHOOL_WORDS", look.school_brings);
    values.html("RESEARCH_WORDS", look.research_brings);
    show_project_team(values, post);
    if (is_waiting(post)) values.repeat("WAITING").text("HOST", post.community.host);
    if (post.edited) values.repeat("HISTORY").text("PATH", post_path(post));
    show_notice(app, call, values, {post.community.host, post.author.host});
    show_byline(values, post);
    show_partners_and_tasks(values, words);
    show_involvement_table(values, words);
    show_thing_links(values, "QUESTIONS", look.questions);
    show_thing_links(values, "TOOLS", look.tools);
    show_project_acts(values, call, post);
    if (look.comments) show_comments_below(app, call, values, *look.comments, comment_problem);
    return page.render(status);
}

}  // namespace

awaitable<Response> project_page(
    App const& app, Call const& call, timeline::PostView const& post, std::string_view comment_problem, unsigned status
) {
    ProjectLook look;
    auto const viewer = call.viewer();
    std::function<void()> work = [&] { look = look_at_project(app, post.handle, viewer); };
    co_await app.node.workers.run(std::move(work));
    if (!look.view) co_return refuse(app, call, {Reason::not_found, "no such project"});
    co_return page_of_project(app, call, look, comment_problem, status);
}

}  // namespace collegium::server::pages
