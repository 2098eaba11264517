// Bodies: tables, footnotes, formulas and pictures in what members write, and tables from strangers.
#include "federation/content/formulas.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"
#include "tests/dice.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::content;
using collegium::tests::Dice;

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The formula that begins with the first dollar sign; "" if there is none.
std::string first_formula(std::string_view text) {
    auto const at = text.find('$');
    auto const found = formula_at(text, at);
    return found ? std::string{text.substr(at, found->size)} : "";
}

std::string made_table(Dice& dice) {
    std::string html;
    for (auto left = 2 + dice.below(14); left > 0; --left)
        html += dice.pick(
            {"<table>",
             "</table>",
             "<tr>",
             "</tr>",
             "<td>",
             "</td>",
             "<th align=left>",
             "<thead>",
             "<tbody>",
             "<tfoot>",
             "<caption>",
             "</caption>",
             "<p>",
             "</p>",
             "<b>",
             "</b>",
             "<a href=https://x.example/>",
             "</a>",
             "words",
             " ",
             "<li>",
             "<ul>",
             "<form>",
             "<button>",
             "</button>",
             "<select>",
             "<colgroup><col>",
             "<div>",
             "</div>",
             "<script>x</script>",
             "<svg>",
             "<math>",
             "<pre>\n\n",
             "<i>",
             "<marquee>",
             "<template>",
             "<input>",
             "<h1>"}
        );
    return html;
}

}  // namespace

TEST_CASE("a table is kept, with the alignment of its cells") {
    auto const html = to_html("| a | b |\n|:-:|--:|\n| 1 | `x\\|y` |\n");

    CHECK(
        html ==
        "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td align=\"center\">1</td>\n<td align=\"right\"><code>x|y</code></td>\n</tr>\n"
        "</tbody>\n</table>\n"
    );
    CHECK(sanitise(html) == html);
    CHECK(plain_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>x") == "a b \nc \nx");
    CHECK(to_html("~~old~~ new") == "<p><del>old</del> new</p>\n");
}

TEST_CASE("of a stranger's table only its shape is kept") {
    auto const clean = sanitise(
        "<table border=1 style=x onclick=y><caption>c</caption><tr><td colspan=3 rowspan=999 align=justify id=z>a"
        "<td colspan=-1 rowspan=2 align=left background=//x>b</table>"
    );

    CHECK(
        clean ==
        "<table><caption>c</caption><tbody><tr><td colspan=\"3\">a</td>"
        "<td align=\"left\" rowspan=\"2\">b</td></tr></tbody></table>"
    );
}

TEST_CASE("tables that strangers break come out harmless, and the same again") {
    Dice dice{tests::number_or("COLLEGIUM_SEED", 11)};
    for (int i = 0; i < 3000; ++i) {
        auto const html = made_table(dice);
        auto const clean = sanitise(html);
        INFO(html);
        INFO(clean);
        for (auto const* const bad : {"<script", "<form", "<svg", "<math", "<select", "<button", "<input", "<template"})
            REQUIRE_FALSE(holds(clean, bad));
        if (holds(clean, "<table")) REQUIRE(sanitise(clean) == clean);
    }
    std::string nested;
    for (int i = 0; i < 400; ++i) nested += "<table><tr><td>";
    CHECK(holds(sanitise(nested + "words"), "words"));
}

TEST_CASE("a footnote is a number, and its words stand at the end, without an anchor") {
    auto const html = to_html("a[^x] b[^y] c[^x] [^none]\n\n[^y]: why\n\n[^x]: ex *em*\n");

    CHECK(
        html ==
        "<p>a<sup>[1]</sup> b<sup>[2]</sup> c<sup>[1]</sup> [^none]</p>\n<hr>\n<ol>\n<li>\n<p>ex "
        "<em>em</em></p>\n</li>\n<li>\n<p>why</p>\n</li>\n</ol>\n"
    );
    CHECK(sanitise(html) == html);
    CHECK(holds(to_html("| a |\n|---|\n| b[^1] |\n\n[^1]: note\n"), "<td>b<sup>[1]</sup></td>"));
}

TEST_CASE("a picture from elsewhere is a link with its words, and nothing is loaded") {
    auto const link = std::string{"<a href=\"https://x.example/p.png\" rel=\"nofollow noopener noreferrer ugc\">"};

    CHECK(to_html("![a *red* leaf](https://x.example/p.png)") == "<p>" + link + "a <em>red</em> leaf</a></p>\n");
    CHECK(to_html("![](https://x.example/p.png)") == "<p>" + link + "https://x.example/p.png</a></p>\n");
    CHECK_FALSE(holds(to_html("![x](javascript:alert(1))"), "javascript"));
    CHECK(holds(to_html("[![leaf](https://x.example/p.png)](https://y.example/)"), "ugc\">leaf</a>"));
    CHECK_FALSE(holds(to_html("![![in](https://x.example/a)](https://x.example/b)"), "<img"));
}

TEST_CASE("a formula that arrives as MathML is TeX that pages can set") {
    auto const clean = sanitise(
        "<p><math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">\n x^2 "
        "</annotation></semantics></math>"
    );

    CHECK(clean == "<p>$x^2$</p>");
    CHECK(first_formula(clean) == "$x^2$");
}

TEST_CASE("formulas are told from prices") {
    CHECK(first_formula("where $x^2$ is") == "$x^2$");
    CHECK(first_formula("($a_1$).") == "$a_1$");
    CHECK(first_formula("$$\na + b\n$$") == "$$\na + b\n$$");
    CHECK(first_formula("$\\text{cost \\$5}$") == "$\\text{cost \\$5}$");
    for (auto const* const none :
         {"$5 and $6",

          "5$ or 6$",
          "US$5$",
          "$ x$",
          "$x $",
          "$x$1",
          "$x",
          "$$",
          "$$$$",
          "$$x$",
          "$$ $$",
          "$a\nb$",
          "$$a\n\nb$$",
          "$$a\n> b$$",
          "$a`b$",
          "\\$x$",
          "$$x$$$"}) {
        INFO(none);
        CHECK(first_formula(none).empty());
    }
    CHECK(first_formula("$" + std::string(longest_formula, 'x') + "$").empty());
}

TEST_CASE("Markdown leaves a formula as it was written, also in code and addresses") {
    CHECK(to_html("$a_{1}*b*c_2 \\\\ \\{x\\}<y$") == "<p>$a_{1}*b*c_2 \\\\ \\{x\\}&lt;y$</p>\n");
    CHECK(
        to_html("$$\n\\begin{matrix}a&b\\\\c&d\\end{matrix}\n$$") ==
        "<p>$$\n\\begin{matrix}a&amp;b\\\\c&amp;d\\end{matrix}\n$$</p>\n"
    );
    CHECK(
        to_html("`$a_1$` and\n\n    $b \\$c$\n") ==
        "<p><code>$a_1$</code> and</p>\n<pre><code>$b \\$c$\n</code></pre>\n"
    );
    CHECK(to_html("`$a` *x* `b$`") == "<p><code>$a</code> <em>x</em> <code>b$</code></p>\n");
    CHECK(to_html("\\$5 or 6\\$") == "<p><span>$</span>5 or 6<span>$</span></p>\n");
    CHECK(holds(to_html("[x](https://x.example/$a_b$)"), "href=\"https://x.example/$a_b$\""));
    CHECK(holds(to_html("aside0z and asidex0z $x$"), "aside0z and asidex0z $x$"));
    CHECK(
        to_html("| a |\n|---|\n| $|x|$ |\n") ==
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>$|x|$</td>\n</tr>\n</tbody>\n"
        "</table>\n"
    );
    CHECK(
        to_html(as_markdown("with $\\frac{a_1}{b_2}$ and _this_ ~~that~~")) ==
        "<p>with $\\frac{a_1}{b_2}$ and _this_ ~~that~~</p>\n"
    );
    CHECK(sanitise(to_html("$<script>alert(1)</script>$")) == "<p>$&lt;script&gt;alert(1)&lt;/script&gt;$</p>\n");
}
