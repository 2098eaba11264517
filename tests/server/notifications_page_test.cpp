// The page of what is new: what a member was told, and how far they have read.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"
#include "tests/server/news_desk.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct NewsPage : NewsDesk {
    Person ada = add_person("ada");
    Person ben = add_person("ben");
    std::string community = "https://north.test" + found("algebra", "ada");
    std::string question = ada.ask(community, "What is a group?");
    Browser browser = Browser::of(*this, "ada");

    std::string newest_on(server::Response const& page) const {
        constexpr std::string_view field = "name=\"newest\" value=\"";
        std::string const body{page.body()};
        auto const begin = body.find(field);
        REQUIRE(begin != std::string::npos);
        auto const from = begin + field.size();
        return body.substr(from, body.find('"', from) - from);
    }
};

}  // namespace

TEST_CASE_FIXTURE(NewsPage, "an answer is on the page of its asker, with its way there, and counted on every page") {
    CHECK(shows(browser.get("/notifications"), "Nothing yet."));
    rename("https://north.test/u/ben", std::string{hostile});
    auto const answer = ben.answer(question, "A set with a law.");
    catch_up();

    auto const page = browser.get("/notifications");
    CHECK(shows(page, "answered your question:"));
    CHECK(shows(page, "href=\"" + path_of(answer) + "\""));
    CHECK_FALSE(shows(page, "<script"));
    CHECK(shows(browser.get("/"), "<span class=\"badge\">1<span class=\"aside\"> unread</span></span>"));
    CHECK_FALSE(shows(Browser::of(*this, "ben").get("/"), "unread"));
}

TEST_CASE_FIXTURE(NewsPage, "what came after the page was shown stays unread") {
    static_cast<void>(ben.answer(question, "One."));
    catch_up();
    auto const newest = newest_on(browser.get("/notifications"));
    static_cast<void>(ben.answer(question, "Two."));
    catch_up();

    CHECK(browser.submit("/notifications/read", {{"newest", newest}}).field("location") == "/notifications");

    CHECK(shows(browser.get("/"), ">1<span class=\"aside\"> unread"));
    static_cast<void>(browser.submit("/notifications/read", {{"newest", newest_on(browser.get("/notifications"))}}));
    CHECK_FALSE(shows(browser.get("/"), "unread"));
}

TEST_CASE_FIXTURE(NewsPage, "a number that is not one of theirs marks nothing as read") {
    static_cast<void>(ben.answer(question, "One."));
    catch_up();
    for (auto const* const newest : {"18446744073709551615", "7", "", "x"})
        static_cast<void>(browser.submit("/notifications/read", {{"newest", newest}}));
    CHECK(shows(browser.get("/"), "unread"));
}

TEST_CASE_FIXTURE(NewsPage, "a guest is asked to sign in, and comes back") {
    CHECK(get("/notifications").field("location") == "/sign-in?return=%2Fnotifications");
}
