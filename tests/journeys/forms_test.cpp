// Pages and their forms, as browsers and those who pretend to be one send them.
#include "tests/journeys/browser.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace {

constexpr char const* ask = "/c/algebra/ask";

// A school that has just started: it has forgotten who tried to sign in.
School& fresh_school() {
    static Neighbourhood neighbourhood;
    static School school{neighbourhood, "forms-school"};
    static bool const made = [] {
        school.add_person("ada", "Ada Okafor");
        school.add_community("algebra", "Algebra", "ada");
        school.serve();
        return true;
    }();
    static_cast<void>(made);
    school.kill();
    school.serve();
    return school;
}

Browser signed_in(School const& school) {
    Browser browser{school};
    REQUIRE(browser.sign_in("ada").status == 303);
    return browser;
}

Fields const question{{"title", "Why?"}, {"words", "Because."}};

Fields with_key(std::string const& key) {
    auto fields = question;
    fields.emplace_back("form_key", key);
    return fields;
}

}  // namespace

TEST_CASE("a question without a title comes back with its text and a word beside the field") {
    auto const& school = fresh_school();
    auto ada = signed_in(school);

    auto const answer = ada.submit(ask, ask, {{"title", " "}, {"words", "Half an hour of <typing> & thought"}});

    CHECK(answer.status == 422);
    CHECK(answer.shows("Half an hour of &lt;typing&gt; &amp; thought"));
    auto const label = answer.body.find("for=\"title\""), problem = answer.body.find("id=\"title-problem\"");
    auto const field = answer.body.find("<input id=\"title\"");
    CHECK(label < problem);
    CHECK(problem < field);
    CHECK_FALSE(answer.shows("id=\"words-problem\""));
    CHECK(school.counts().objects == 0);
}

TEST_CASE("who is not signed in is led to the sign-in, and from there back") {
    auto const& school = fresh_school();
    Browser browser{school};

    auto const opened = browser.get(ask);
    auto const sent = browser.send_form(ask, question);
    auto const page = led_to(opened);
    auto const back =
        browser.submit(page, "/sign-in", {{"name", "ada"}, {"password", password}, {"return", "/c/algebra/ask"}});

    CHECK(page == "/sign-in?return=" + url_encoded(ask));
    CHECK(browser.get(page).status == 303);  // signed in by now
    CHECK(sent.status == 403);  // nothing of it is lost
    CHECK(sent.shows("Nothing was sent: you are not signed in any more."));
    CHECK(sent.shows("Because."));
    CHECK(led_to(back) == ask);
    CHECK(school.counts().objects == 0);
}

TEST_CASE("a sign-in never leads to another site") {
    auto const& school = fresh_school();
    std::string place;
    SUBCASE("by its address") {
        place = "https://elsewhere.example/";
    }
    SUBCASE("by its host") {
        place = "//elsewhere.example/";
    }
    Browser browser{school};

    auto const answer =
        browser.submit("/sign-in", "/sign-in", {{"name", "ada"}, {"password", password}, {"return", place}});

    CHECK(answer.header("location") == "/");
}

TEST_CASE("a form that no page of ours made for this browser is refused") {
    auto const& school = fresh_school();
    auto ada = signed_in(school), other = signed_in(school);
    HttpAnswer answer;
    SUBCASE("without a key") {
        answer = ada.send_form(ask, question);
    }
    SUBCASE("with another browser's key") {
        answer = ada.send_form(ask, with_key(other.form_key(ask, ask)));
    }
    SUBCASE("from another site") {
        answer = ada.send_form(ask, with_key(ada.form_key(ask, ask)), "https://elsewhere.example");
    }
    SUBCASE("from nowhere") {
        answer = ada.send_form(ask, with_key(ada.form_key(ask, ask)), "null");
    }

    CHECK(answer.status == 403);
    CHECK(answer.header("content-type") == "text/html; charset=utf-8");
    CHECK(school.counts().objects == 0);
}

TEST_CASE("a wrong password and a name that nobody has are answered alike") {
    auto const& school = fresh_school();
    Browser browser{school};
    constexpr char const* words = "The name or the password is not right.";

    auto const wrong = browser.sign_in("ada", "not the right one");
    auto const unknown = browser.sign_in("nobody", "not the right one");

    CHECK(wrong.status == 422);
    CHECK(unknown.status == 422);
    CHECK(wrong.shows(words));
    CHECK(unknown.shows(words));
    CHECK(wrong.shows("value=\"ada\""));
    CHECK_FALSE(wrong.shows("not the right one"));
}

TEST_CASE("after five wrong tries even the right password has to wait") {
    auto const& school = fresh_school();
    Browser browser{school};
    for (int i = 0; i < 5; ++i) REQUIRE(browser.sign_in("ada", "not the right one").status == 422);

    auto const answer = browser.sign_in("ada");

    CHECK(answer.status == 429);
    CHECK(browser.get(ask).status == 303);
}

TEST_CASE("a sign-out ends the sign-in, for a copied cookie too") {
    auto const& school = fresh_school();
    auto ada = signed_in(school);
    auto thief = ada.copy();
    REQUIRE(thief.get(ask).status == 200);

    auto const answer = ada.submit("/", "/sign-out", {});

    CHECK(led_to(answer) == "/");
    CHECK(ada.get(ask).status == 303);
    CHECK(thief.get(ask).status == 303);
}

TEST_CASE("a sign-in outlives a restart of the node") {
    auto& school = fresh_school();
    auto ada = signed_in(school);

    school.kill();
    school.serve();

    CHECK(ada.get(ask).status == 200);
}

// Leaves a question behind: the last claim.
TEST_CASE("a question can carry words, but nothing that runs") {
    auto const& school = fresh_school();
    auto ada = signed_in(school);
    std::string const words =
        "*fine* <script>alert(1)</script> [here](javascript:alert(2)) <img src=x onerror=alert(3)>";

    auto const page = ada.get(led_to(ada.submit(ask, ask, {{"title", "</title><script>x"}, {"words", words}})));

    CHECK(page.status == 200);
    CHECK(page.shows("<em>fine</em>"));
    CHECK_FALSE(page.shows("<script>"));
    CHECK_FALSE(page.shows("href=\"javascript:"));
    CHECK_FALSE(page.shows("<img"));
    CHECK(page.header("content-security-policy").starts_with("default-src 'none'"));
}

}  // namespace collegium::journeys
