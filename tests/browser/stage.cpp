#include "tests/browser/stage.hpp"

#include "federation/messages/json_text.hpp"
#include "server/routes.hpp"
#include "tests/journeys/programs.hpp"
#include "tests/places.hpp"

#include <cstdlib>
#include <fstream>

namespace collegium::browser {

using federation::JsonText;
using journeys::Command;
using journeys::School;

namespace {

// For Chromium, which goes through some hundred pages twelve times each, on a machine that does other things as well.
constexpr std::chrono::minutes most_of_a_script{20};

void append(Command& command, Command const& more) {
    command.insert(command.end(), more.begin(), more.end());
}

std::string_view name_of(server::Door door) {
    switch (door) {
        case server::Door::open: return "open";
        case server::Door::document: return "document";
        case server::Door::both: return "both";
        case server::Door::actor: return "actor";
        case server::Door::signed_message: return "signed_message";
        case server::Door::notice: return "notice";
        case server::Door::form: return "form";
        case server::Door::api: return "api";
    }
    return "";
}

std::string routes_as_json() {
    auto rows = JsonText::list();
    for (auto const& route : server::routes()) {
        auto row = JsonText::object();
        row.text("method", server::to_string(route.method))
            .text("pattern", route.pattern)
            .text("door", name_of(route.door));
        rows.raw_item(row.done());
    }
    return rows.done();
}

struct Role {
    School const& school;
    std::string name, display;
    Command more;
};

}  // namespace

Stage& Stage::instance() {
    static Stage one;
    return one;
}

Stage::Stage() {
    write_settings();
    add_people();
    village_.hillside.add_community("algebra", "Teaching algebra", "ada");
    village_.hillside.add_community("induction", "Beginning at Hillside", "ada");
    village_.riverside.add_community("welcome", "Beginning at Riverside", "rhea");
    village_.start();
    meadow_.serve();
    write_schools();
    std::ofstream{folder_ / "routes.json"} << routes_as_json();
    if (draws()) std::filesystem::remove_all(pictures());
}

std::vector<std::pair<std::string, School const*>> Stage::schools() const {
    return {
        {"hillside", &village_.hillside},
        {"northfield", &village_.northfield},
        {"riverside", &village_.riverside},
        {"lakeside", &village_.lakeside},
        {"meadow", &meadow_}};
}

// Roles need no second factor but for the one whose page says so; Riverside has a charter; Hillside has a sign-in of
// its own that never answers. The village has written something about members of Lakeside already.
void Stage::write_settings() const {
    auto const charter = folder_ / "charter.txt";
    std::ofstream{charter} << "We share what we learn.\n\nWe are kind.\n";
    for (auto const& [name, school] : schools()) {
        std::ofstream settings{school->settings_file(), std::ios::app};
        if (name != "lakeside")
            settings << "[members]\nsecond_factor_for = [" << (name == "hillside" ? "\"champion\"" : "") << "]\n";
        if (name == "hillside") settings << "registration = \"approval\"\nstarter = [\"everyone=induction\"]\n";
        if (name == "riverside")
            settings << "registration = \"approval\"\nstarter = [\"everyone=welcome\"]\ncharter = " << charter << '\n';
        settings
            << "[card]\nkind = \"secondary school\"\noperator_name = \"Olga Berg\"\nsafeguarding_name = \"Sam Reed\"\n"
            << "safeguarding_contact = \"safe@" << school->domain() << "\"\n"
            << "[directory]\nlisted = true\nsummary = \"We teach here.\"\nphases = [\"secondary\"]\n"
            << "region = \"Yorkshire\"\n";
        if (name == "hillside")
            settings << "[openid]\nissuer = \"https://sign-in.hillside.example\"\nname = \"Hillside School\"\n"
                     << "client_id = \"collegium\"\n";
    }
}

void Stage::add_people() const {
    auto const& hillside = village_.hillside;
    std::vector<Role> const roles{
        {hillside, "olga", "Olga Berg", {"--role", "operator"}},
        {hillside, "sam", "Sam Reed", {"--role", "safeguarding_lead"}},
        {hillside, "mona", "Mona Lund", {"--role", "moderator"}},
        {hillside, "chloe", "Chloe Ward", {"--role", "champion"}},
        {hillside, "fay", "Fay Moss", {"--role", "research_lead"}},
        {hillside, "pia", "Pia", {"--pupil"}},
        {hillside, "tim", "Tim", {"--pupil"}},
        {hillside, "pol", "Pol", {"--pupil"}},
        {village_.northfield, "otto", "Otto Lang", {"--role", "operator"}},
        {village_.riverside, "rosa", "Rosa Iqbal", {"--role", "operator"}},
        {village_.riverside, "rhea", "Rhea Stone", {"--role", "research_lead"}},
        {meadow_, "mia", "Mia Park", {"--role", "operator"}}};
    for (auto const& each : roles) {
        Command words{"user", "add", each.name, "--display-name", each.display, "--password-stdin"};
        append(words, each.more);
        journeys::run_well(each.school.command(words), journeys::password);
    }
}

void Stage::write_schools() const {
    auto all = JsonText::object();
    for (auto const& [name, school] : schools()) {
        auto one = JsonText::object();
        one.text("domain", school->domain()).text("base", school->origin() + ':' + std::to_string(school->port()));
        one.texts("command", school->command({}));
        all.raw(name, one.done());
    }
    std::ofstream{folder_ / "schools.json"} << all.done();
}

bool Stage::draws() {
    return std::getenv("COLLEGIUM_DRAW") != nullptr;
}

std::filesystem::path Stage::pictures() {
    return tests::source_file("build/pictures");
}

journeys::Finished Stage::run(Command const& command) const {
    auto whole = journeys::program_in(village_.neighbourhood, "browser");
    append(
        whole,
        {"COLLEGIUM_SCHOOLS=" + (folder_ / "schools.json").string(),
         "COLLEGIUM_ROUTES=" + (folder_ / "routes.json").string(),
         "COLLEGIUM_MADE=" + (folder_ / "made.json").string(),
         "COLLEGIUM_FORMS=" + (folder_ / "forms.json").string(),
         "COLLEGIUM_SANITISED=" + tests::sanitiser_program(),
         std::string{"COLLEGIUM_PASSWORD="} + journeys::password}
    );
    if (draws()) whole.push_back("COLLEGIUM_PICTURES=" + pictures().string());
    append(whole, command);
    return journeys::run(whole, "", most_of_a_script);
}

journeys::Finished Stage::run_script(std::string const& script) const {
    return run({tests::node_js(), script});
}

journeys::Finished const& Stage::walks() {
    if (!walks_) walks_ = run_script("walks.mjs");
    return *walks_;
}

}  // namespace collegium::browser
