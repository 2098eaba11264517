// The starter pack: what somebody sees first who has joined nothing yet.
#include "server/members/starter.hpp"

#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::members::check_starter;
using server::members::starter_for;
using storage::Constituency;
using storage::Role;
using storage::Roles;

namespace {

struct Starter : Front {
    void choose(std::vector<std::string> lines) { north.settings.members.starter = std::move(lines); }

    Person ada = add_person("ada");
    Browser browser = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE("a starter pack is for everyone, a constituency or a role, what is in particular first") {
    Settings settings;
    settings.members.starter = {
        "everyone=algebra", "teacher=fractions", "research_lead=evidence", "research_lead=algebra", "parent=evenings"};

    using Addresses = std::vector<std::string>;
    CHECK(starter_for(settings, Constituency::teacher, {}) == Addresses{"fractions", "algebra"});
    CHECK(starter_for(settings, Constituency::policy, {}) == Addresses{"algebra"});
    CHECK(
        starter_for(settings, Constituency::academic, Roles::of(Role::research_lead)) ==
        Addresses{"evidence", "algebra"}
    );
}

TEST_CASE("a starter line that is for nobody, or of nothing, keeps the node from starting") {
    Settings settings;
    for (std::string const line : {"algebra", "wizard=algebra", "teacher=", "=algebra"}) {
        INFO(line);
        settings.members.starter = {line};
        CHECK_THROWS_AS(check_starter(settings), SettingsError);
    }
    settings.members.starter = {
        "everyone=algebra", "teacher=algebra@hillside.example", "reviewer=https://a.example/post/7"};
    CHECK_NOTHROW(check_starter(settings));
}

TEST_CASE_FIXTURE(Starter, "who has joined nothing sees the pack, until they have") {
    static_cast<void>(found("algebra"));
    choose({"teacher=algebra", "everyone=poetry@south.test", "parent=nothing", "everyone=https://north.test/post/7"});

    auto const page = browser.get("/");
    CHECK(shows(page, "To begin with"));
    CHECK(shows(page, "<h4><a href=\"/c/algebra\">algebra</a></h4>"));
    CHECK(shows(page, "name=\"address\" value=\"poetry@south.test\""));
    CHECK_FALSE(shows(page, "post/7"));  // there is no such guide
    CHECK_FALSE(shows(get("/"), "To begin with"));

    ada.follow("https://north.test/c/algebra");
    settle();
    CHECK_FALSE(shows(browser.get("/"), "To begin with"));
}

TEST_CASE_FIXTURE(Starter, "without a pack the first screen leads to the communities here and to the directory") {
    auto const page = browser.get("/");

    CHECK_FALSE(shows(page, "To begin with"));
    CHECK(shows(page, "href=\"/directory\""));
}
