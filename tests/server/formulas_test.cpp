// Formulas: TeX in bodies becomes MathML on pages, whatever somebody writes between dollar signs; elsewhere it stays.
#include "server/formulas/marking.hpp"
#include "server/formulas/mathml.hpp"
#include "server/formulas/typesetter.hpp"
#include "server/media/worker_process.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

#include <chrono>

using namespace collegium;
using namespace collegium::tests;
using namespace collegium::server;
using namespace collegium::server::formulas;

namespace {

TypesetterOptions typesetting(std::string const& converter = "/usr/bin/blahtexml") {
    TypesetterOptions options;
    options.command = {formulas_program(), converter};
    options.patience = options.patience_of_page = std::chrono::seconds{20};  // slow computers build, too
    return options;
}

// An answer of the converter.
std::optional<std::string> answered(std::string const& markup, std::string const& tex = "x") {
    return mathml_of("<blahtex>\n<mathml>\n<markup>\n" + markup + "\n</markup>\n</mathml>\n</blahtex>\n", tex, false);
}

boost::asio::awaitable<Response> made(Response response) {
    co_return response;
}

std::string const whole_body =
    "A note[^1] and `$c$`, *then* $\\frac{a_1}{b_2}<y$.\n\n| a | b |\n|---|---|\n| 1 | $z^2$ |\n\n"
    "$$\n\\sum_{i=1}^n i\n$$\n\n[^1]: The note.\n";

struct Formulas : GuideFront {
    // As it leaves the server.
    std::string shown(Browser& who, std::string const& path) {
        return std::string{village.run(typesetter.finish(made(who.get(path)))).body()};
    }

    void check_whole(std::string const& page) {
        INFO(page);
        CHECK(count(page, "A note<sup>[1]</sup> and <code>$c$</code>, <em>then</em> <math><semantics>") == 1);
        CHECK(count(page, "<mfrac><msub><mi>a</mi><mn>1</mn></msub><msub><mi>b</mi><mn>2</mn></msub></mfrac>") == 1);
        CHECK(count(page, "<annotation encoding=\"application/x-tex\">\\frac{a_1}{b_2}&lt;y</annotation>") == 1);
        CHECK(count(page, "<td><math><semantics><mrow><msup><mi>z</mi><mn>2</mn></msup></mrow>") == 1);
        CHECK(count(page, "<math display=\"block\">") == 1);
        CHECK(count(page, "<p>The note.</p>") == 1);
        CHECK(count(page, "class=\"formula\"") == 0);
    }

    Typesetter typesetter{typesetting()};
};

}  // namespace

TEST_CASE_FIXTURE(Formulas, "a question, an answer and a guide show table, footnote, code and formulas") {
    auto const asked = ada.submit("/c/club/ask", {{"title", "Why?"}, {"words", whole_body}});
    REQUIRE(asked.status() == 303);
    auto const question = std::string{asked.field("location")};
    check_whole(shown(ben, question));

    std::string const plain_question = ada_herself.ask(club, "What?");
    static_cast<void>(ben_himself.answer(plain_question, whole_body));
    check_whole(shown(cora, path_of(plain_question)));

    auto form = whole_form();
    for (auto& [name, value] : form)
        if (value.starts_with("First line of ")) {
            value = whole_body;
            break;
        }
    check_whole(shown(ben, publish(ada, form)));
}

TEST_CASE_FIXTURE(Formulas, "partners and programs get the TeX as it was written") {
    auto const asked = ada.submit("/c/club/ask", {{"title", "Why?"}, {"words", "So $a_1 < b$."}});
    auto const path = std::string{asked.field("location")};

    auto const document = village.run(typesetter.finish(made(get_activity(path))));

    CHECK(count(document.body(), "$a_1 ") >= 1);
    CHECK(count(document.body(), "<math") == 0);
    CHECK(count(document.body(), "formula") == 0);
}

TEST_CASE("only text is marked, and only a few of many") {
    CHECK(
        marked("<p>$x$ <a href=\"https://x.example/\">$x$</a> <code>$x$</code></p>") ==
        "<p><code class=\"formula\">$x$</code> <a href=\"https://x.example/\">$x$</a> <code>$x$</code></p>"
    );
    CHECK(
        marked("<pre><code>$x$</code> $y$</pre>$z$") ==
        "<pre><code>$x$</code> $y$</pre><code class=\"formula\">$z$</code>"
    );
    CHECK(marked("<p><span>$</span>5 or 6<span>$</span></p>") == "<p><span>$</span>5 or 6<span>$</span></p>");
    CHECK(formulas_of(marked("<p>$a&lt;b$ and $a&lt;b$, $$c$$</p>")) == std::vector<std::string>{"$a<b$", "$$c$$"});
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "$x$ ";
    CHECK(count(marked(many), "formula") == most_in_body);
}

TEST_CASE("of what the converter says only the elements and attributes of formulas pass") {
    CHECK(
        answered("<mi mathvariant=\"normal\">x</mi><mspace width=\"0.2em\"/>", "a<b") ==
        "<math><semantics><mrow><mi mathvariant=\"normal\">x</mi><mspace width=\"0.2em\"></mspace></mrow>"
        "<annotation encoding=\"application/x-tex\">a&lt;b</annotation></semantics></math>"
    );
    CHECK(answered("<mo>&#x2211;</mo>"));
    std::string deep, deep_end;
    for (int i = 0; i < 100; ++i) deep += "<mrow>", deep_end += "</mrow>";
    for (auto const& markup : std::vector<std::string>{
             "<script>x</script>",
             "<mi href=\"https://x.example/\">x</mi>",
             "<mi onclick=\"x\">x</mi>",
             "<mi style=\"x\">x</mi>",
             "<mi mathcolor=\"url(x)\">x</mi>",
             "<mi mathcolor='red'>x</mi>",
             "<annotation-xml encoding=\"text/html\"><mi>x</mi></annotation-xml>",
             "<semantics><mi>x</mi></semantics>",
             "<mtext><mi>x</mi></mtext>",
             "<maction><mi>x</mi></maction>",
             "<mglyph/>",
             "<mi>x",
             "<mi>x</mn>",
             "</mi>",
             "<mrow>x</mrow>",
             "x",
             "",
             "<!--x--><mi>x</mi>",
             "<![CDATA[x]]>",
             "<mi>&copy;</mi>",
             "<mi>&#x1;</mi>",
             "<mi>&#xd800;</mi>",
             "<mi>&#xffffff;</mi>",
             "<mi>\x01</mi>",
             "<mi>\xc3\xa9</mi>",
             "<mi",
             "<",
             deep + deep_end}) {
        INFO(markup);
        CHECK_FALSE(answered(markup));
    }
    CHECK_FALSE(mathml_of("<blahtex>\n<error><id>X</id></error>\n</blahtex>\n", "x", false));
}

TEST_CASE("hostile TeX stays text, quickly") {
    Typesetter typesetter{typesetting()};
    auto const start = std::chrono::steady_clock::now();

    for (auto const& tex : std::vector<std::string>{
             "\\href{javascript:alert(1)}{x}",
             "\\unicode{x41}",
             "\\input{/etc/passwd}",
             "\\write18{id}",
             "\\def\\a{\\a\\a}\\a",
             "</annotation><script>alert(1)</script>",
             "\\text{<script>alert(1)</script>}",
             "\\color{red\" onclick=\"x}{y}",
             std::string(490, '{') + std::string(490, '}'),
             std::string(10'000, '{'),
             std::string(900, '{'),
             "\\sqrt" + std::string(400, '{') + "x" + std::string(400, '}'),
             std::string("a\x01", 2),
             "\xff"}) {
        INFO(tex);
        auto const math = typesetter.set("$" + tex + "$").value_or("");
        INFO(math);
        for (auto const* const bad : {"<script", "<a ", "href", " onclick", "root:", "<mi>/"})
            CHECK(count(math.substr(0, math.find("<annotation")), bad) == 0);
        CHECK(count(math, "<script") == 0);
    }
    CHECK_FALSE(typesetter.set("$\\href{javascript:alert(1)}{x}$"));
    CHECK_FALSE(typesetter.set("no formula"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{60});
}

TEST_CASE("without the converter, or without time, a page shows the TeX") {
    auto const page = [] {
        return Response{200, "text/html; charset=utf-8", marked("<p>$x$ &amp; $y$</p>")}.with("X-Mark", "kept");
    };
    for (auto const& options : {typesetting("/nowhere/blahtexml"), [] {
                                    auto late = typesetting();
                                    late.patience_of_page = std::chrono::seconds{0};
                                    return late;
                                }()}) {
        Typesetter typesetter{options};
        auto const response = run(typesetter.finish(made(page())));
        CHECK(response.body() == page().body());
        CHECK(response.field("x-mark") == "kept");
        CHECK(all_of(response, "Content-Type").size() == 1);
    }
}

TEST_CASE("the converter can read no file of ours and start nothing, and what was set is kept within bounds") {
    auto reader = typesetting("/bin/cat");
    reader.command.push_back(source_file("README.md").string());
    CHECK_FALSE(Typesetter{reader}.set("$x$"));

    std::vector<std::string> const shell{formulas_program(), "/bin/sh", "-c", "echo one; /bin/true; echo two"};
    auto const outcome = media::run_worker(shell, "x", 1000, std::chrono::seconds{20}, {});
    REQUIRE(outcome.answered);
    CHECK(outcome.answered->output == "one\n");

    auto options = typesetting();
    options.most_kept = 1;  // the last one only
    Typesetter typesetter{options};
    for (auto const* const formula : {"$x$", "$y$", "$x$"}) CHECK(count(typesetter.set(formula).value(), "<mi>") == 1);
}
