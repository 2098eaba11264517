// Pages as members see them: Chromium with a script and without one, and w3m in a terminal, walk the journeys of
// needs.md over five real nodes; then each type of page is looked at. What is done is in the scripts beside this file.
#include "tests/browser/stage.hpp"
#include "tests/printing.hpp"

#include <iostream>
#include <sstream>

namespace collegium::browser {

namespace {

void check_well(journeys::Finished const& finished) {
    INFO(finished.output);
    INFO(finished.errors);
    CHECK(finished.status == 0);
    // Figures are for whoever runs the tests, also when nothing is wrong.
    std::istringstream lines{finished.output};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("figure ")) std::cout << line << '\n';
}

void check_after_walks(std::string const& script) {
    auto& stage = Stage::instance();
    REQUIRE(stage.walks().status == 0);
    check_well(stage.run_script(script));
}

}  // namespace

TEST_CASE("members walk J2 to J6, J9 and J12, with script and without, narrow and wide, in both languages") {
    check_well(Stage::instance().walks());
}

TEST_CASE("w3m signs in, asks, answers and accepts without a script") {
    check_well(Stage::instance().run({"/usr/bin/python3", "w3m.py"}));
}

TEST_CASE("Chromium without a script uses every page of the settings") {
    check_well(Stage::instance().run_script("settings.mjs"));
}

TEST_CASE("Chromium makes a passkey, signs in with it beside the password and in its place, and removes it") {
    check_well(Stage::instance().run_script("passkeys.mjs"));
}

TEST_CASE("no type of page breaks a rule of WCAG 2.2, A or AA, that axe-core can see, however it is looked at") {
    check_after_walks("pictures.mjs");
}

// Before forms are sent in wrong ways, which shuts the door to people for a while.
TEST_CASE("W2: nothing that bad people write into the forms of the pages runs on any page") {
    check_after_walks("hostile_words.mjs");
}

TEST_CASE("a form that is sent in a wrong way comes back with its text and with what is wrong") {
    check_after_walks("forms.mjs");
}

TEST_CASE("home, a community and a question are light, and it is told how soon they are painted over a slow line") {
    check_after_walks("figures.mjs");
}

TEST_CASE("W2: nothing that was sanitised runs in Chromium, without any policy") {
    check_well(Stage::instance().run_script("sanitised.mjs"));
}

}  // namespace collegium::browser
