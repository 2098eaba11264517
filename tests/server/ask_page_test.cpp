// Asking: what is missing is said beside its field, and what was typed is still there.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Asking : Front {
    server::Response ask(std::string const& title, std::string const& words) {
        return ada.submit("/c/algebra/ask", {{"title", title}, {"words", words}});
    }

    // The contents of the text field, as HTML.
    static std::string text_field(server::Response const& page) {
        auto const html = std::string{page.body()};
        auto const begin = html.find('>', html.find("<textarea ")) + 1;
        return html.substr(begin, html.rfind("</textarea>") - begin);
    }

    Person person = add_person("ada");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(Asking, "a whole question is asked, and its page is where the member is led") {
    auto const response = ask("  Why is it so?  ", "Because *I* wonder.\r\nTruly.");

    CHECK(response.status() == 303);
    auto const page = ada.get(std::string{response.field("location")});
    CHECK(page.status() == 200);
    CHECK(shows(page, "<h1 lang=\"en\" dir=\"auto\">Why is it so?</h1>"));
    CHECK(shows(page, "<em>I</em>"));
}

TEST_CASE_FIXTURE(Asking, "a question without a title keeps its words, and says beside the title what is missing") {
    auto const before = north.entries();

    auto const page = ask(" ", "Half an hour of <typing> & \"thought\"");

    CHECK(page.status() == 422);
    CHECK(north.entries() == before);
    CHECK(text_field(page) == "\nHalf an hour of &lt;typing&gt; &amp; &quot;thought&quot;");
    auto const label = page.body().find("<label for=\"title\">");
    auto const problem = page.body().find("<p class=\"problem\" id=\"title-problem\">Give your question a title");
    auto const field = page.body().find("<input id=\"title\"");
    REQUIRE(problem != std::string_view::npos);
    CHECK(label < problem);
    CHECK(problem < field);
    CHECK(shows(page, "name=\"title\" value=\" \" maxlength=\"200\" dir=\"auto\" aria-describedby=\"title-problem\""));
    CHECK_FALSE(shows(page, "id=\"words-problem\""));
    CHECK(shows(page, "role=\"alert\""));
    CHECK(shows(page, "<li><a href=\"#title\">Give your question a title"));
}

TEST_CASE_FIXTURE(Asking, "a question without words keeps its title, and says beside the words what is missing") {
    auto const page = ask("Why is \"it\" <so>?", " \n\t ");

    CHECK(page.status() == 422);
    CHECK(shows(page, "value=\"Why is &quot;it&quot; &lt;so&gt;?\""));
    CHECK(shows(page, "<p class=\"problem\" id=\"words-problem\">Describe your question"));
    CHECK(shows(
        page,
        "<textarea id=\"words\" name=\"words\" rows=\"12\" dir=\"auto\" aria-describedby=\"words-hint words-problem\" "
        "aria-invalid=\"true\">"
    ));
    CHECK_FALSE(shows(page, "id=\"title-problem\""));
}

TEST_CASE_FIXTURE(Asking, "a form that lacks everything names both") {
    auto const page = ada.submit("/c/algebra/ask");

    CHECK(page.status() == 422);
    CHECK(shows(page, "id=\"title-problem\""));
    CHECK(shows(page, "id=\"words-problem\""));
}

TEST_CASE_FIXTURE(Asking, "what was typed cannot end its field") {
    auto const page = ask("", "first </textarea><script>alert(1)</script>");

    CHECK(text_field(page) == "\nfirst &lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    CHECK(count(page.body(), "</textarea>") == 1);
}

TEST_CASE_FIXTURE(Asking, "lines stay lines when the form comes back") {
    CHECK(text_field(ask("", "one\r\n\r\n\ttwo\r\nthree")) == "\none\n\n\ttwo\nthree");

    // What is sent is trimmed, what comes back is not. A browser drops the first line end after the tag.
    CHECK(text_field(ask("", "\n    code\n\n")) == "\n\n    code\n\n");
}

TEST_CASE_FIXTURE(Asking, "the form that comes back can be sent again") {
    auto const page = ask("", "Words.");
    CHECK(shows(page, "name=\"form_key\" value=\"" + ada.form_key() + "\""));

    CHECK(ask("A title", "Words.").status() == 303);
}

TEST_CASE_FIXTURE(Asking, "a title is one line of at most 200 letters, and words are at most 8 KiB") {
    CHECK(ask(std::string(200, 'a'), "Words.").status() == 303);
    auto const long_title = ask(std::string(201, 'a'), "Words.");
    CHECK(long_title.status() == 422);
    CHECK(shows(long_title, "Shorten the title to at most 200 characters."));
    CHECK(shows(long_title, std::string(201, 'a')));

    auto const lines = ask("two\nlines", "Words.");
    CHECK(lines.status() == 422);
    CHECK(shows(lines, "Keep the title on one line."));

    CHECK(ask("Long", std::string(8 * 1024, 'a')).status() == 303);
    auto const long_words = ask("Longer", std::string(8 * 1024 + 1, 'a'));
    CHECK(long_words.status() == 422);
    CHECK(shows(long_words, "Shorten the text"));
}

TEST_CASE_FIXTURE(Asking, "a title has 200 letters in every script") {
    std::string title;
    for (int i = 0; i < 150; ++i) title += "ж";

    CHECK(ask(title, "Words.").status() == 303);
}

TEST_CASE_FIXTURE(Asking, "there is nothing to ask in a community that is not there") {
    CHECK(ada.get("/c/nothing/ask").status() == 404);
    CHECK(ada.get("/c/ada/ask").status() == 404);
    CHECK(ada.submit("/c/nothing/ask", {{"title", "Why?"}, {"words", "Because."}}).status() == 404);
    CHECK(ada.submit("/c/ada/ask", {{"title", "Why?"}, {"words", "Because."}}).status() == 404);
}

TEST_CASE_FIXTURE(Asking, "the page says where the question goes") {
    auto const page = ada.get("/c/algebra/ask");

    CHECK(page.status() == 200);
    CHECK(shows(page, "<form method=\"post\" action=\"/c/algebra/ask\" enctype=\"multipart/form-data\">"));
    CHECK(shows(page, "In algebra (north.test)."));
    CHECK_FALSE(shows(page, "class=\"problem\""));
    CHECK(text_field(page) == "\n");
}
