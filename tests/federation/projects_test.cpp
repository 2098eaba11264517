// Projects: both sides' commitments, tasks with owners, and who was involved when (needs F1, F2, N-53).
#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/projects/compose_project.hpp"
#include "federation/projects/project_json.hpp"
#include "federation/versions.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::projects;
using namespace collegium::tests;

namespace {

using Fields = std::vector<std::string>;

Fields fields_of_problems(Project const& project) {
    Fields found;
    for (auto const& each : problems_of(project)) found.push_back(each.field);
    return found;
}

// ada begins projects at the school where the club lives; sam is of another one and follows the club; eve writes with
// other software.
struct Laboratory {
    Laboratory() {
        north.partner_with("east.test");
        meet(village, south, club);
        sam.follow(club);
        village.settle();
        question = sam.ask(club, "Do quizzes help?");
        village.settle();
    }

    Project whole_project() const {
        Project project;
        project.title = "Quizzes & fractions";
        project.improve = "What *stays* of fractions.";
        project.how = "Two quizzes a week.";
        project.partners = {{"South School", "Sam <Smith>"}, {"East University", "Eve Jones"}};
        project.school_brings = "Four classes.";
        project.research_brings = "The analysis.";
        project.tasks = {{"Write the quizzes", "Ada", TaskState::under_way}, {"Mark them", "Sam", TaskState::open}};
        project.involvement = {
            {Stage::planned, Side::researchers, Degree::decided_together},
            {Stage::writing_up, Side::practitioners, Degree::consulted}};
        project.questions = {question};
        project.instruments = {"https://north.test/post/4711"};
        return project;
    }

    static ProjectComposer says(Person const& person) {
        auto const& node = person.school->node;
        return {node.settings.origin(), node.clock, node.ids};
    }

    federation::Composed begin(Project const& project, storage::Audience audience = storage::Audience::everyone) {
        auto composed = says(ada).publish(author_of(ada), {club, project, audience});
        REQUIRE(perform(ada, composed));
        village.settle();
        return composed;
    }

    template <class Read>
    static auto about(School const& school, std::string const& iri, Read read) {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return read(tx, tables, storage::find_handle(tx, tables, iri).value_or(storage::Handle{0}));
        });
    }

    static std::optional<ProjectView> seen(Person const& person, std::string const& iri) {
        return about(*person.school, iri, [&](auto const& tx, auto const& tables, auto handle) {
            return find_project(tx, tables, handle, federation::timeline::Viewer::of_member(person.handle));
        });
    }

    // The act of somebody whose software knows projects, or says that it does.
    Result<storage::Seq> hear(std::string const& type, std::string const& id, std::string const& parts) {
        auto const object = R"({"id":")" + id + R"(","type":"Article","attributedTo":")" + eve + R"(","audience":")" +
                            club + R"(","to":[)" + everyone + R"(,")" + club + R"("],"content":"<p>x</p>",)" +
                            R"("published":"2026-08-01T10:00:00Z","language":{"identifier":"en"},)" + parts + "}";
        auto done = east.send(
            north,
            eve,
            R"({"id":")" + east.fresh("act") + R"(","type":")" + type + R"(","actor":")" + eve + R"(","object":)" +
                object + "}"
        );
        village.settle();
        return done;
    }

    // Its members as they stand on the wire, without the braces.
    static std::string parts_of(Project const& project) {
        auto object = federation::JsonText::object();
        object.text("name", project.title).text("col:kind", project_kind);
        add_project(object, project);
        auto const whole = object.done();
        return whole.substr(1, whole.size() - 2);
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
    OtherServer east{village, "east.test"};
    std::string eve = east.person("eve");
    std::string question;
};

}  // namespace

TEST_CASE_FIXTURE(Laboratory, "a project has the same parts at the other school, and is found from its question") {
    auto const project = begin(whole_project()).activity.object_id();
    REQUIRE(seen(sam, project));
    CHECK(seen(sam, project)->project == whole_project());
    for (auto* const school : {&north, &south}) {
        auto const from = about(*school, question, [](auto const& tx, auto const& tables, auto handle) {
            return projects_from(tx, tables, handle, {}).size();
        });
        auto const listed = about(*school, club, [](auto const& tx, auto const& tables, auto handle) {
            return projects_in(tx, tables, handle, storage::LocalId{~0ull}, 10, {}).size();
        });
        auto const asked = about(*school, club, [](auto const& tx, auto const& tables, auto handle) {
            return federation::timeline::questions_in(tx, tables, handle, storage::LocalId{~0ull}, 10).lines.size();
        });
        CHECK(from == 1);
        CHECK(listed == 1);
        CHECK(asked == 1);  // the question, and not the project
        school->check_history();
    }
}

TEST_CASE_FIXTURE(Laboratory, "software that knows no projects reads all of one, as an Article") {
    auto const composed = begin(whole_project());
    auto const& object = *composed.activity.object();
    CHECK(federation::text_member(object, "type") == "Article");
    CHECK(federation::text_member(object, "name") == "Quizzes & fractions");
    auto const html = federation::content::sanitise(federation::text_member(object, "content"));
    CHECK(html.find("<h2>What the research side brings</h2>") != std::string::npos);
    CHECK(html.find("What <em>stays</em> of fractions.") != std::string::npos);
    CHECK(html.find("<Smith>") == std::string::npos);
    auto const words = federation::content::plain_text(html);
    for (auto const* const part :
         {"Stage: Planned",
          "Two quizzes a week.",
          "Sam <Smith>",
          "Four classes.",
          "The analysis.",
          "Write the quizzes, Ada (Under way)",
          "Planning it. Researchers: decided together",
          "Practitioners were involved only late: nobody asked them before it was written up.",
          "https://north.test/post/4711"})
        CHECK_MESSAGE(words.find(part) != std::string::npos, part);
}

TEST_CASE_FIXTURE(Laboratory, "what becomes of a project is heard at the other school, and what it said stays there") {
    auto const project = begin(whole_project()).activity.object_id();
    village.pass(std::chrono::seconds{5});
    auto changed = whole_project();
    changed.stage = Stage::running;
    changed.tasks[0].state = TaskState::done;
    changed.questions.clear();
    REQUIRE(perform(ada, says(ada).revise(author_of(ada), changed, seen(ada, project).value())));
    village.settle();
    REQUIRE(seen(sam, project));
    CHECK(seen(sam, project)->project == changed);
    auto const versions = about(south, project, [](auto const& tx, auto const& tables, auto handle) {
        return federation::timeline::versions_of(tx, tables, handle).size();
    });
    auto const from = about(south, question, [](auto const& tx, auto const& tables, auto handle) {
        return projects_from(tx, tables, handle, {}).size();
    });
    CHECK(versions == 2);
    CHECK(from == 0);
    north.check_history();
    south.check_history();
}

TEST_CASE_FIXTURE(Laboratory, "what a team keeps to itself is nobody else's project") {
    auto const project = begin(whole_project(), storage::Audience::community).activity.object_id();
    CHECK(seen(sam, project));
    auto const by_guest = about(north, project, [](auto const& tx, auto const& tables, auto handle) {
        return find_project(tx, tables, handle, {}).has_value();
    });
    auto const from = about(north, question, [](auto const& tx, auto const& tables, auto handle) {
        return projects_from(tx, tables, handle, {}).size();
    });
    CHECK_FALSE(by_guest);
    CHECK(from == 0);
}

TEST_CASE_FIXTURE(Laboratory, "a project without one side's commitment, or with a task that nobody owns, is refused") {
    CHECK(fields_of_problems(whole_project()).empty());
    CHECK(fields_of_problems({}) == Fields{"title", "improve", "how", "partners", "school_brings", "research_brings"});
    auto project = whole_project();
    project.partners[1].contact = " ";
    project.tasks[0].owner.clear();
    project.involvement.push_back(project.involvement.front());
    project.questions = {"the first one"};
    CHECK(fields_of_problems(project) == Fields{"partners.1", "tasks.0", "involvement", "questions"});

    auto one_sided = whole_project();
    one_sided.school_brings = " \n";
    for (auto const& each : {project, one_sided}) {
        auto const done = perform(ada, says(ada).publish(author_of(ada), {club, each}));
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == Reason::malformed);
    }
}

TEST_CASE_FIXTURE(Laboratory, "a partner's project is kept if it is whole, stays a project, and is refused otherwise") {
    auto const sound = parts_of(whole_project());
    std::string const iri = "https://east.test/post/1";
    REQUIRE(hear("Create", iri, sound));
    REQUIRE(seen(ada, iri));
    CHECK(seen(ada, iri)->project == whole_project());

    auto one_sided = whole_project();
    one_sided.research_brings.clear();
    auto unowned = whole_project();
    unowned.tasks[1].owner.clear();
    auto const with_stage = [&](std::string const& stage) {
        auto parts = sound;
        std::string const stands = R"("col:stage":"planned")";
        return parts.replace(parts.find(stands), stands.size(), R"("col:stage":)" + stage);
    };
    unsigned number = 2;
    for (auto const& parts : {parts_of(one_sided), parts_of(unowned), with_stage(R"("abandoned")"), with_stage("7")}) {
        auto const broken = "https://east.test/post/" + std::to_string(number++);
        auto const done = hear("Create", broken, parts);
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == Reason::malformed);
        CHECK_FALSE(has_arrived(north, broken));
    }
    auto const turned = hear("Update", iri, R"("updated":"2026-08-02T10:00:00Z","name":"Why?","col:kind":"question")");
    REQUIRE_FALSE(turned);
    CHECK(turned.error().reason() == Reason::malformed);
    CHECK(seen(ada, iri)->project == whole_project());
}

TEST_CASE("who was involved only late, was only told, or was left out is said in plain words") {
    using enum Stage;
    using enum Side;
    using enum Degree;
    CHECK(findings_of({}).empty());
    CHECK(findings_of({{planned, researchers, consulted}, {running, practitioners, decided_together}}).empty());

    auto const late = findings_of(
        {{planned, researchers, decided_together},
         {planned, practitioners, informed},
         {finished, practitioners, decided_together},
         {writing_up, pupils, consulted},
         {running, parents, informed}}
    );
    CHECK(
        late ==
        std::vector<Finding>{
            {practitioners, Concern::late, finished},
            {pupils, Concern::late, writing_up},
            {parents, Concern::only_informed}}
    );
    CHECK(words_of(late[0]) == "Practitioners were involved only late: nobody asked them before it was finished.");
    CHECK(words_of(late[1]) == "Pupils were involved only late: nobody asked them before it was written up.");
    CHECK(words_of(late[2]) == "Parents were only informed: nobody asked them in any stage.");

    auto const absent = findings_of({{running, researchers, consulted}});
    CHECK(absent == std::vector<Finding>{{practitioners, Concern::absent}});
    CHECK(words_of(absent[0]) == "Practitioners are involved in no stage.");
}
