// Pages with what bad people write (security W2, R11): names, titles, words and summaries that try to get out.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <regex>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string const evil{hostile};

struct Hostile : Front {
    Hostile() {
        auto const summary = "<p>Hello</p><script>alert(3)</script><img src=x onerror=alert(4)>" + evil;
        north.settings.node.name = "School " + evil;
        rename("https://north.test/u/ada", "Ada " + evil, summary);
        rename("https://north.test/c/algebra", "Algebra " + evil, summary);
        auto const asked = browser.submit("/c/algebra/ask", {{"title", "Title " + evil}, {"words", "Words " + evil}});
        question = std::string{asked.field("location")};
        answer = browser.submit(question + "/answer", {{"words", "Answer <b onclick=x()>" + evil + "</textarea>"}});
    }

    // Nothing of it may have become a tag or an attribute.
    static void check(server::Response const& page) {
        static std::regex const quoted{R"re("[^"]*")re"}, handler{R"re(<[^>]*\son[a-z]+\s*=)re"};
        auto const html = without_our_script(page);
        CHECK(is_page(page));
        CHECK(html.find("<script") == std::string::npos);
        CHECK(html.find("</script") == std::string::npos);
        CHECK(html.find("<img") == std::string::npos);
        CHECK(html.find("javascript:") == std::string::npos);
        CHECK_FALSE(std::regex_search(std::regex_replace(html, quoted, ""), handler));
        CHECK(count(html, "<main ") == 1);
        CHECK(count(html, "</main>") == 1);
        CHECK(count(html, "</html>") == 1);
    }

    Person ada = add_person("ada");
    std::string algebra = north.found("algebra", "ada");
    Browser browser = Browser::of(*this, "ada");
    std::string question;
    server::Response answer{500};
};

}  // namespace

TEST_CASE_FIXTURE(Hostile, "no page lets a name, a title, words or a summary become markup") {
    REQUIRE(question.starts_with("/post/"));
    REQUIRE(answer.status() == 303);
    for (auto const& target :
         {std::string{"/"},
          std::string{"/sign-in"},
          std::string{"/u/ada"},
          std::string{"/c/algebra"},
          question,
          std::string{"/nowhere"}}) {
        INFO(target);
        check(get(target));
        if (target != "/sign-in") check(browser.get(target));
    }
    check(browser.get("/c/algebra/ask"));
    check(browser.submit("/c/algebra/ask", {{"title", "Title " + evil}, {"words", ""}}));
    check(browser.submit("/c/algebra/ask", {{"title", ""}, {"words", "Words " + evil}}));
    check(browser.submit(question + "/answer", {{"words", evil + std::string(9000, 'a')}}));
    check(browser.submit("/communities/find", {{"address", evil}}));
    check(browser.submit("/nowhere"));
}

TEST_CASE_FIXTURE(Hostile, "the words are still there to be read") {
    auto const page = get(question);

    CHECK(shows(page, "Title &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39; onmouseover=&#39;alert(2)"));
    CHECK(shows(page, "Words "));
    CHECK(shows(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(shows(page, "Ada &quot;&gt;&lt;script&gt;"));
}

TEST_CASE_FIXTURE(Hostile, "a summary keeps its paragraphs and loses the rest") {
    for (std::string const target : {"/", "/c/algebra", "/u/ada"}) {
        INFO(target);
        CHECK(shows(get(target), "<p>Hello</p>"));
        CHECK_FALSE(shows(get(target), "alert(3)"));
        CHECK_FALSE(shows(get(target), "alert(4)"));
    }
}

TEST_CASE_FIXTURE(Hostile, "documents are JSON whatever is in them") {
    for (auto const& target :
         {std::string{"/"},
          std::string{"/u/ada"},
          std::string{"/c/algebra"},
          question,
          std::string{"/u/ada/outbox"},
          std::string{"/c/algebra/outbox"}}) {
        INFO(target);
        CHECK(document_of(get_activity(target)).root().IsObject());
    }
    CHECK(federation::text_member(document_of(get_activity("/u/ada")).root(), "name") == "Ada " + evil);
}

TEST_CASE_FIXTURE(Hostile, "a partner's names and words are no more trusted than ours") {
    village.scripted["south.test"] = [](federation::OutgoingRequest const& asked) {
        if (asked.target.starts_with("/.well-known/"))
            return document(
                "application/jrd+json",
                R"({"subject":"acct:x@south.test","links":[{"rel":"self","type":"application/activity+json",)"
                R"("href":"https://south.test/c/x"}]})"
            );
        return document(
            "application/activity+json",
            R"({"id":"https://south.test/c/x","type":"Group","preferredUsername":"x","name":"\"><script>alert(1)</script>",)"
            R"("summary":"<p>Hello</p><svg onload=alert(1)><a href=\"javascript:alert(1)\">x</a>",)"
            R"("inbox":"https://south.test/c/x/inbox"})"
        );
    };
    REQUIRE(browser.submit("/communities/find", {{"address", "x@south.test"}}).status() == 303);

    auto const page = browser.get("/c/x@south.test");

    check(page);
    CHECK(shows(page, "<h1>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
    CHECK(shows(page, "<p>Hello</p>"));
    check(browser.get("/c/x@south.test/ask"));
}
