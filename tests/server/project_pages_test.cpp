// The pages of projects: beginning one, also from a question, what is refused beside which field, changing and listing.
#include "tests/federation/other_server.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct ProjectPages : GuideFront {
    static Fields whole_project_form() {
        return {
            {"title", "Quizzes & fractions"},
            {"improve", "What *stays* of fractions."},
            {"how", "Two quizzes a week."},
            {"partner_name_0", "North School"},
            {"partner_contact_0", "Ada Smith"},
            {"school_brings", "Four classes."},
            {"research_brings", "The analysis."},
            {"stage", "planned"},
            {"task_0", "Write the quizzes"},
            {"task_owner_0", "Ada"},
            {"task_state_0", "under-way"},
            {"planned_researchers", "decided-together"},
            {"writing-up_practitioners", "consulted"},
            {"language", "en"}};
    }

    // The path of the project that a form made.
    std::string begin_project(Browser& who, Fields const& fields, std::string const& community = "/c/club") {
        auto const response = who.submit(community + "/projects/write", fields);
        INFO(response.body());
        REQUIRE(response.status() == 303);
        settle();
        return std::string{response.field("location")};
    }

    std::string asked = path_of(ben_himself.ask(club, "Do quizzes help?"));
};

}  // namespace

TEST_CASE_FIXTURE(
    ProjectPages, "a project shows what both sides bring, who owns what, and who was involved only late"
) {
    CHECK(shows(get("/c/club/projects"), "There is no project here yet."));
    auto const path = begin_project(ada, whole_project_form());
    auto const shown = unescaped(get(path));
    for (auto const* const part :
         {"<h1 dir=\"auto\">Quizzes & fractions</h1>",
          "What <em>stays</em> of fractions.",
          "<dt>North School</dt><dd>Ask Ada Smith</dd>",
          "Four classes.",
          "The analysis.",
          "<li>Write the quizzes: Ada <span class=\"badge\">Under way</span></li>",
          "<th scope=\"row\">Planning it</th><td>not involved</td><td>decided together</td>",
          "<th scope=\"row\">Writing it up (to come)</th><td>consulted</td>",
          "<p class=\"notice\"><strong>Practitioners were involved only late: nobody asked them before it was written "
          "up.</strong></p>",
          "<a href=\"/c/club\">"})
        CHECK_MESSAGE(shown.find(part) != std::string::npos, part);
    auto const list = unescaped(get("/c/club/projects"));
    CHECK(list.find("<a href=\"" + path + "\" lang=\"en\" dir=\"auto\">Quizzes & fractions</a>") != std::string::npos);
    CHECK(list.find("Practitioners were involved only late") != std::string::npos);
    CHECK(unescaped(get("/c/club")).find("Quizzes & fractions") == std::string::npos);  // it is no question
}

TEST_CASE_FIXTURE(ProjectPages, "what is missing is said beside its field, and what was typed is kept") {
    auto const before = north.entries();
    auto fields = with(with(whole_project_form(), "research_brings", " "), "task_owner_0", "");
    fields = with(with(fields, "partner_contact_0", ""), "questions", "Do quizzes help?");
    auto const refused = ada.submit("/c/club/projects/write", fields);
    CHECK(refused.status() == 422);
    for (auto const* const part :
         {"id=\"research-problem\">Say what the research side brings.",
          "id=\"task-0-problem\">Every task needs an owner",
          "id=\"partner-0-problem\">Name somebody there",
          "id=\"questions-problem\">Write the whole address",
          "What *stays* of fractions.</textarea>",
          "value=\"Write the quizzes\"",
          "value=\"North School\"",
          "<option value=\"decided-together\" selected>"})
        CHECK_MESSAGE(shows(refused, part), part);
    CHECK_FALSE(shows(refused, "id=\"school-problem\""));

    auto const tool = ada.submit("/c/club/projects/write", with(whole_project_form(), "instruments", asked));
    CHECK(tool.status() == 422);
    CHECK(unescaped(tool).find("is no tool for measuring.") != std::string::npos);

    auto const more = ada.submit("/c/club/projects/write", with(whole_project_form(), "more", "yes"));
    CHECK(more.status() == 200);
    CHECK(shows(more, "name=\"task_6\""));
    CHECK(shows(more, "value=\"Write the quizzes\""));
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(ProjectPages, "a question leads to projects that came from it, and they lead back to it") {
    REQUIRE(ada.submit("/c/club/join").status() == 303);
    CHECK(shows(ada.get(asked), "href=\"" + asked + "/projects\""));
    std::string const begin = "/c/club/projects/write?question=" + asked;
    CHECK(page(ada, asked + "/projects").find("<a href=\"" + begin + "\">") != std::string::npos);
    auto const form = ada.get(begin);
    CHECK(shows(form, "value=\"Do quizzes help?\""));
    CHECK(shows(form, "https://north.test" + asked));

    auto const path = begin_project(ada, with(whole_project_form(), "questions", asked + "\n"));
    auto const line = "<a href=\"" + path + "\" lang=\"en\" dir=\"auto\">Quizzes & fractions</a> (Planned)";
    CHECK(unescaped(get(asked)).find(line) != std::string::npos);
    CHECK(unescaped(get(asked + "/projects")).find(path) != std::string::npos);
    CHECK(shows(get(path), "<a href=\"" + asked + "\">Do quizzes help?</a>"));
}

TEST_CASE_FIXTURE(
    ProjectPages, "a question that not all readers of a project may read neither begins one nor is named"
) {
    give_account(ben_himself, "ben", true);
    auto const kept = path_of(ben_himself.ask(club, "Why is Lena afraid?"));
    settle();
    REQUIRE(ada.get(kept).status() == 200);
    auto const form = ada.get("/c/club/projects/write?question=" + kept);
    CHECK(form.status() == 200);
    CHECK_FALSE(shows(form, "Lena"));
    CHECK_FALSE(shows(form, "https://north.test" + kept));

    auto const before = north.entries();
    auto const refused = ada.submit("/c/club/projects/write", with(whole_project_form(), "questions", kept));
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "id=\"questions-problem\">https://north.test" + kept + " is not for all who would read"));
    CHECK(shows(refused, "What *stays* of fractions.</textarea>"));
    CHECK(north.entries() == before);

    auto const path = begin_project(ada, whole_project_form());
    auto const changed = ada.submit(path + "/change-project", with(whole_project_form(), "questions", kept));
    CHECK(changed.status() == 422);
    CHECK(shows(changed, "id=\"questions-problem\">"));
}

TEST_CASE_FIXTURE(ProjectPages, "a guide begins without the answers of pupils, whoever reads them here") {
    auto const question = ben_himself.ask(club, "Do they forget?");
    settle();
    cora_herself.answer(question, "Ask Lena first.");
    ada_herself.answer(question, "Wait a week.");
    settle();
    give_account(cora_herself, "cora", true);
    auto const draft = page(ada, begin(ada, path_of(question) + "/guide"));
    CHECK(draft.find("Wait a week.") != std::string::npos);
    CHECK(draft.find("Lena") == std::string::npos);
}

TEST_CASE_FIXTURE(ProjectPages, "its author says how far it is, others comment, and what changed can be read") {
    auto const path = begin_project(ada, whole_project_form());
    CHECK(ben.get(path + "/change-project").status() == 404);
    CHECK(ben.submit(path + "/change-project", whole_project_form()).status() == 404);
    CHECK(ada.submit(path + "/change-project", whole_project_form()).status() == 422);  // nothing is different

    village.pass(std::chrono::seconds{5});
    REQUIRE(ada.submit(path + "/change-project", with(whole_project_form(), "stage", "running")).status() == 303);
    settle();
    auto const shown = get(path);
    CHECK(shows(shown, "<p class=\"badge\">Running</p>"));
    CHECK(shows(shown, path + "/history"));
    CHECK(unescaped(get(path + "/history")).find("Stage: Running") != std::string::npos);

    auto const comment = ben.submit(path + "/comment", {{"words", "We would join."}});
    REQUIRE(comment.status() == 303);
    auto const place = std::string{comment.field("location")};
    CHECK(place.starts_with(path + "#comment-"));
    CHECK(shows(get(path), "We would join."));
    CHECK(ben.submit(path + "/comment", {{"words", ""}}).status() == 422);
    CHECK(get("/comment/" + place.substr(place.find("comment-") + 8)).field("location") == place);
}

TEST_CASE_FIXTURE(ProjectPages, "a project team keeps its projects to itself") {
    Fields const team{{"template", "project"}, {"display", "Fractions"}, {"name", "team"}, {"summary", "x"}};
    REQUIRE(ada.submit("/communities/new", team).status() == 303);
    auto const path = begin_project(ada, with(whole_project_form(), "questions", asked), "/c/team");
    CHECK(ada.get(path).status() == 200);
    CHECK(shows(ada.get(asked), path));
    CHECK(get(path).status() == 404);
    CHECK_FALSE(shows(get("/c/team/projects"), path));
    CHECK_FALSE(shows(get(asked), path));
    CHECK(ben.get(path).status() == 404);
}

TEST_CASE_FIXTURE(ProjectPages, "what calls itself a statement, and is about no guide, is read as a comment") {
    auto const path = begin_project(ada, whole_project_form());
    OtherServer east{village, "east.test"};
    north.partner_with("east.test");
    auto const panel = east.group("panel");
    REQUIRE(east.send(
        north,
        panel,
        R"({"id":")" + east.fresh("act") + R"(","type":"Create","actor":")" + panel + R"(","to":[)" + everyone +
            R"(],"object":{"id":")" + east.fresh("note") + R"(","type":"Note","attributedTo":")" + panel +
            R"(","inReplyTo":"https://north.test)" + path + R"(","content":"<p>We say so.</p>","to":[)" + everyone +
            R"(],"published":"2026-08-01T10:00:00Z","col:kind":"statement"}})"
    ));
    CHECK(shows(get(path), "We say so."));
    north.check_history();
}
