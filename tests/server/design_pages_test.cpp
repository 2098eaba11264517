// What the design system promises of pages: a summary of what is wrong that leads to the fields, ways through a
// community, a style sheet that browsers keep, and a page that shows all of it to those who build it.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <regex>

using namespace collegium;
using namespace collegium::tests;

namespace {

#ifndef COLLEGIUM_SHOWS_DESIGN
#define COLLEGIUM_SHOWS_DESIGN false
#endif

std::vector<std::string> matches_in(std::string const& text, std::string const& pattern) {
    std::regex const expression{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), expression}, end; at != end; ++at) found.push_back((*at)[1]);
    return found;
}

struct Designed : Front {
    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    std::string algebra = north.found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada");

    static std::string summary_of(server::Response const& page) {
        std::string const html{page.body()};
        auto const begin = html.find("<div class=\"problems\" id=\"problems\"");
        return begin == std::string::npos ? "" : html.substr(begin, html.find("</div>", begin) - begin);
    }

    std::string ask(std::string const& title) {
        village.clock.pass(std::chrono::minutes{1});
        return ada_herself.ask(algebra, title);
    }

    // The titles on a page of the community, in order.
    std::vector<std::string> titles(std::string const& target) {
        return matches_in(
            std::string{ada.get(target).body()}, R"re(<h3 dir="auto"><a href="/post/[0-9]+">([^<]*)</a></h3>)re"
        );
    }
};

}  // namespace

TEST_CASE_FIXTURE(Designed, "whichever form is refused, a summary on top has the focus and leads to each field") {
    auto const question = path_of(ask("Why is it so?"));
    std::vector<std::pair<std::string, Fields>> const forms{
        {question + "/answer", {{"words", ""}}},
        {question + "/edit", {{"title", ""}, {"words", ""}}},
        {"/c/algebra/ask", {}},
        {"/communities/find", {{"address", "weeds"}}},
        {"/communities/new", {{"template", "subject"}}},
        {"/c/algebra/run", {{"display", ""}, {"languages", "not a language"}}},
        {"/c/algebra/members", {{"decision", "invite"}, {"person", "nobody"}}},
        {"/c/algebra/gate", {{"peers", "many"}}},
        {"/c/algebra/events/new", {}},
        {"/c/algebra/signposts/new", {}},
        {"/c/algebra/projects/write", {}},
        {"/c/algebra/tools/write", {}},
        {"/settings/profile", {{"display_name", ""}, {"language", "?"}}},
        {"/tell-safeguarding", {{"words", ""}}},
        {"/collections", {{"name", ""}}}};
    for (auto const& [action, fields] : forms) {
        INFO(action);
        auto const page = ada.submit(action, fields);
        std::string const html{page.body()};
        auto const summary = summary_of(page);
        CHECK(page.status() == 422);
        CHECK(shows(page, "<title>Not taken: "));
        CHECK(summary.find("role=\"alert\" tabindex=\"-1\" autofocus") != std::string::npos);
        auto const ids = matches_in(summary, R"re(<a href="#([^"]*)">)re");
        CHECK_FALSE(ids.empty());
        for (auto const& id : ids) CHECK_MESSAGE(count(html, " id=\"" + id + "\"") == 1, id);
        CHECK(html.find("aria-invalid=\"true\"") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Designed, "what is wrong with the whole stands in the summary without a link") {
    Browser guest{*this};
    auto const page = guest.sign_in("ada", "not the password");

    CHECK(page.status() == 422);
    CHECK(summary_of(page).find("<p>") != std::string::npos);
    CHECK(matches_in(summary_of(page), R"re(<a href="#([^"]*)">)re").empty());
}

TEST_CASE_FIXTURE(Designed, "a page with nothing wrong has no summary, and words in it stay words") {
    CHECK(summary_of(ada.get("/c/algebra/ask")).empty());
    CHECK_FALSE(shows(ada.get("/c/algebra/ask"), "Not taken"));

    auto const page = ada.submit("/c/algebra/members", {{"decision", "invite"}, {"person", std::string{hostile}}});
    CHECK(count(page.body(), "<script") == 0);
}

TEST_CASE_FIXTURE(Designed, "a community shows what nobody answered, and what is pinned, behind tabs of their own") {
    auto const answered = ask("Why is it so?");
    auto const open = ask("How is it done?");
    static_cast<void>(ben_himself.answer(answered, "Because."));

    CHECK(titles("/c/algebra") == std::vector<std::string>{"How is it done?", "Why is it so?"});
    CHECK(titles("/c/algebra?show=unanswered") == std::vector<std::string>{"How is it done?"});
    CHECK(titles("/c/algebra?show=pinned").empty());
    CHECK(shows(ada.get("/c/algebra?show=pinned"), "Nothing is pinned here."));
    REQUIRE(ada.submit(path_of(answered) + "/decide", {{"decision", "pin"}}).status() == 303);
    CHECK(titles("/c/algebra?show=pinned") == std::vector<std::string>{"Why is it so?"});
    static_cast<void>(ben_himself.answer(open, "Slowly."));
    CHECK(shows(ada.get("/c/algebra?show=unanswered"), "Every question here has an answer."));
}

TEST_CASE_FIXTURE(Designed, "the questions that nobody answered are found behind those that somebody did") {
    static_cast<void>(ask("Forgotten"));
    for (unsigned i = 0; i < 25; ++i) static_cast<void>(ben_himself.answer(ask("Answered"), "So."));

    CHECK(titles("/c/algebra?show=unanswered") == std::vector<std::string>{"Forgotten"});
}

TEST_CASE_FIXTURE(Designed, "each page of a community says which of its tabs is open") {
    for (std::string const target :
         {"/c/algebra",
          "/c/algebra?show=unanswered",
          "/c/algebra?show=pinned",
          "/c/algebra/guides",
          "/c/algebra/projects",
          "/c/algebra/events",
          "/c/algebra/signposts",
          "/c/algebra/members"}) {
        INFO(target);
        auto const page = ada.get(target);
        CHECK(count(page.body(), "aria-current=\"page\"") == 1);
        CHECK(shows(page, "<a href=\"" + target + "\" aria-current=\"page\">"));
    }
    CHECK_FALSE(shows(get("/c/algebra"), "href=\"/c/algebra/members\""));
}

TEST_CASE_FIXTURE(Designed, "the style sheet of a page is kept for a year, and another version of it is not") {
    auto const addresses = matches_in(
        std::string{get("/").body()}, R"re(<link rel="stylesheet" href="(/assets/style\.css\?v=[0-9a-f]{16})">)re"
    );
    REQUIRE(addresses.size() == 1);

    CHECK(get(addresses.front()).field("cache-control") == "public, max-age=31536000, immutable");
    CHECK(get("/assets/style.css?v=0000000000000000").field("cache-control") == "public, max-age=3600");
    CHECK(get(addresses.front()).body() == get("/assets/style.css").body());
}

TEST_CASE_FIXTURE(Designed, "a development build shows every component, four times over; a release shows nothing") {
    constexpr bool is_shown = COLLEGIUM_SHOWS_DESIGN;
    auto const page = get("/design");

    CHECK(page.status() == (is_shown ? 200 : 404));
    CHECK(count(page.body(), "<h3>Summary of errors</h3>") == (is_shown ? 4 : 0));
    CHECK(count(page.body(), "<div dir=\"rtl\">") == (is_shown ? 2 : 0));
    CHECK(count(page.body(), "<section class=\"dark\"") == (is_shown ? 2 : 0));
}
