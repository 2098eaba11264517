// Escaping: what Page makes of a value, in every place where a template can show one.
#include "server/pages/page.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <array>
#include <ctemplate/template.h>

using namespace collegium;
using namespace collegium::tests;

namespace {

// One place: what stands before and after the value.
struct Place {
    std::string before;
    std::string after;
};

struct Escaping : Front {
    // The page's body with the value in that place.
    std::string shown(Place const& place, std::string_view value) {
        auto const name = "place" + std::to_string(++number);
        auto const text = "{{%AUTOESCAPE context=\"HTML\"}}<p>[" + place.before + "{{VALUE}}" + place.after + "]</p>";
        REQUIRE(ctemplate::StringToTemplateCache("en/" + name + ".tpl", text.data(), text.size(), ctemplate::STRIP_BLANK_LINES)
        );
        server::Call const call;
        server::pages::Page page{app, call, name, "A test"};
        page.values().text("VALUE", value);
        return between(std::string{page.render().body()}, "<p>[", "]</p>");
    }

    // The value alone, without what stands around it.
    std::string value_in(Place const& place, std::string_view value) {
        auto const whole = shown(place, value);
        return whole.substr(place.before.size(), whole.size() - place.before.size() - place.after.size());
    }

    static std::string between(std::string const& text, std::string const& before, std::string const& after) {
        auto const start = text.find(before) + before.size();
        return text.substr(start, text.find(after, start) - start);
    }

    static inline unsigned number = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Escaping, "a value in text, in attributes and in fields cannot get out of its place") {
    auto const places = std::to_array<Place>(
        {{"<b>", "</b>"},
         {"<b title=\"", "\">x</b>"},
         {"<b title='", "'>x</b>"},
         {"<input name=\"x\" value=\"", "\">"},
         {"<textarea name=\"x\">\n", "</textarea>"},
         {"<time datetime=\"", "\">x</time>"},
         {"<b lang=\"", "\">x</b>"},
         {"<b id=\"answer-", "\">x</b>"},
         {"<a href=\"/sign-in?return=", "\">x</a>"},
         {"<a href=\"", "/ask\">x</a>"},
         {"<form action=\"", "/ask\">x</form>"}}
    );
    for (auto const& place : places) {
        INFO(place.before);
        for (auto const value :
             {hostile,
              std::string_view{"'><img src=x onerror=alert(1)>"},
              std::string_view{"</textarea></title><script>"},
              std::string_view{"a\" b='c' d<e>f&g"}}) {
            auto const shown_value = value_in(place, value);
            INFO(shown_value);
            CHECK(shown_value.find_first_of("<>\"'") == std::string::npos);
        }
    }
}

TEST_CASE_FIXTURE(Escaping, "escaped text reads as it was written") {
    CHECK(value_in({"<b>", "</b>"}, "1 < 2 & \"3\" > '2'") == "1 &lt; 2 &amp; &quot;3&quot; &gt; &#39;2&#39;");
    CHECK(value_in({"<b title=\"", "\">x</b>"}, "a&amp;b") == "a&amp;amp;b");
    CHECK(value_in({"<b>", "</b>"}, "{{TITLE}} {{%AUTOESCAPE}}") == "{{TITLE}} {{%AUTOESCAPE}}");
    CHECK(value_in({"<textarea>", "</textarea>"}, "ü🎓") == "ü🎓");
}

TEST_CASE_FIXTURE(Escaping, "an address that would run a script is not shown as one") {
    for (auto const value :
         {"javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          " javascript:alert(1)",
          "java\tscript:alert(1)",
          "data:text/html,<script>",
          "vbscript:x",
          "\x01javascript:alert(1)"}) {
        INFO(value);
        auto const shown_value = value_in({"<a href=\"", "\">x</a>"}, value);
        INFO(shown_value);
        CHECK(shown_value.find("script:") == std::string::npos);
        CHECK(shown_value.find("data:") == std::string::npos);
    }
    CHECK(value_in({"<a href=\"", "\">x</a>"}, "/c/algebra@uni.test") == "/c/algebra@uni.test");
    CHECK(value_in({"<a href=\"", "\">x</a>"}, "https://uni.test/post/7") == "https://uni.test/post/7");
}

TEST_CASE_FIXTURE(Escaping, "HTML comes in only through the sanitiser") {
    std::string const text = "{{%AUTOESCAPE context=\"HTML\"}}<p>[{{CONTENT:x-sanitised}}]</p>";
    static bool const cached =
        ctemplate::StringToTemplateCache("en/words_test.tpl", text.data(), text.size(), ctemplate::STRIP_BLANK_LINES);
    REQUIRE(cached);
    server::Call const call;
    server::pages::Page page{app, call, "words_test", "A test"};

    page.values().html(
        "CONTENT",
        "<b onclick=\"x()\">bold</b><script>alert(1)</script><a href=\"javascript:x()\">y</a><style>*{}</style>"
    );

    auto const html = between(std::string{page.render().body()}, "<p>[", "]</p>");
    CHECK(html.find("bold") != std::string::npos);
    for (auto const part : {"onclick", "script", "style", "alert"}) CHECK(html.find(part) == std::string::npos);
}

TEST_CASE_FIXTURE(Escaping, "the window's title and the name of the node are escaped on every page") {
    north.settings.node.name = "School " + std::string{hostile};
    server::Call const call;
    server::pages::Page page{app, call, "error", hostile};

    auto const html = std::string{page.render().body()};

    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("onmouseover='") == std::string::npos);
    CHECK(count(html, "&lt;script&gt;alert(1)&lt;/script&gt;") == 4);  // the title twice, the name in head and foot
}

TEST_CASE_FIXTURE(Escaping, "a page without its template is a bug, not an empty page") {
    server::Call const call;
    server::pages::Page page{app, call, "no_such_template", "A test"};

    CHECK_THROWS_AS(static_cast<void>(page.render()), std::logic_error);
}
