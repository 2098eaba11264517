// Editing and deleting what one has written oneself, and nobody else's.
#include "tests/federation/other_server.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Editing : Front {
    Person person = add_person("ada");
    Person other = add_person("ben");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
    std::string path{ada.submit("/c/algebra/ask", {{"title", "Why?"}, {"words", "First *words*."}}).field("location")};
};

}  // namespace

TEST_CASE_FIXTURE(Editing, "the author finds the words as they were typed, and changes them") {
    CHECK(shows(ada.get(path), "href=\"" + path + "/edit\""));
    CHECK(shows(ada.get(path + "/edit"), "First *words*."));

    auto const response = ada.submit(path + "/edit", {{"title", "Why so?"}, {"words", "Second words."}});

    CHECK(response.status() == 303);
    auto const page = ada.get(path);
    CHECK(shows(page, "<h1 lang=\"en\" dir=\"auto\">Why so?</h1>"));
    CHECK(shows(page, "Second words."));
    CHECK(shows(page, "edited"));
    CHECK_FALSE(shows(page, "First"));
}

TEST_CASE_FIXTURE(Editing, "an edit that lacks something keeps what was typed") {
    auto const page = ada.submit(path + "/edit", {{"title", ""}, {"words", "Second words."}});

    CHECK(page.status() == 422);
    CHECK(shows(page, "Second words.</textarea>"));
    CHECK(shows(page, "id=\"title-problem\""));
    CHECK(shows(ada.get(path), "First"));
}

TEST_CASE_FIXTURE(Editing, "who is shut out of the community sees what they typed, and why it was not taken") {
    auto const asked =
        std::string{ben.submit("/c/algebra/ask", {{"title", "How?"}, {"words", "So?"}}).field("location")};
    auto const block = composer_of(person).block(
        author_of(person), "https://north.test/u/ben", "https://north.test/c/algebra", "rude"
    );
    REQUIRE(perform(person, block));
    for (auto const& action : {std::string{"/c/algebra/ask"}, path + "/answer", asked + "/edit"}) {
        INFO(action);
        auto const page = ben.submit(action, {{"title", "Typed for long"}, {"words", "Half an hour of <typing>."}});
        CHECK(page.status() == 403);
        CHECK(shows(page, "Half an hour of &lt;typing&gt;.</textarea>"));
        CHECK(shows(page, "Ask a facilitator of the community."));
        CHECK(shows(page, "action=\"" + action + "\""));
        CHECK(shows(page, "value=\"Typed for long\"") == !action.ends_with("/answer"));
    }
}

TEST_CASE_FIXTURE(Editing, "an answer is edited without a title") {
    auto const to = std::string{ben.submit(path + "/answer", {{"words", "So."}}).field("location")};
    auto const answer = "/comment/" + to.substr(to.find("answer-") + 7);
    CHECK_FALSE(shows(ben.get(answer + "/edit"), "id=\"title\""));

    CHECK(ben.submit(answer + "/edit", {{"words", "So it is."}}).status() == 303);

    CHECK(shows(ada.get(path), "So it is."));
}

TEST_CASE_FIXTURE(Editing, "on one page each is offered to edit their own, and only that") {
    auto const to = std::string{ben.submit(path + "/answer", {{"words", "So."}}).field("location")};
    auto const answer = "/comment/" + to.substr(to.find("answer-") + 7);
    auto const links = [](server::Response const& page) {
        std::size_t count = 0;
        for (auto at = page.body().find("/edit\""); at != std::string_view::npos;
             at = page.body().find("/edit\"", at + 1))
            ++count;
        return count;
    };

    CHECK(links(ada.get(path)) == 1);
    CHECK(shows(ada.get(path), path + "/edit"));
    CHECK(links(ben.get(path)) == 1);
    CHECK(shows(ben.get(path), answer + "/edit"));
}

TEST_CASE_FIXTURE(Editing, "what is another's can be neither edited nor deleted") {
    CHECK_FALSE(shows(ben.get(path), path + "/edit"));
    for (auto const* action : {"/edit", "/delete"}) {
        CHECK(ben.get(path + action).status() == 404);
        CHECK(ben.submit(path + action, {{"title", "x"}, {"words", "y"}}).status() == 404);
    }

    CHECK(shows(ada.get(path), "First"));
}

TEST_CASE_FIXTURE(Editing, "deleting asks first, and then the words are gone") {
    CHECK(shows(ada.get(path + "/delete"), "Delete your question?"));
    CHECK(shows(ada.get(path), "First"));

    CHECK(ada.submit(path + "/delete").field("location") == "/c/algebra");

    CHECK(shows(ada.get(path), "The author deleted this question."));
    CHECK_FALSE(shows(ada.get("/c/algebra"), "Why?"));
}
