// What is sanitised without the parser: the parser must agree each time, and what people write must be among it.
#include "federation/content/simple_html.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/sanitise.hpp"
#include "tests/dice.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::content;
using collegium::tests::Dice;

namespace {

std::string_view const link = R"(<a href="https://b.example/?a=1&amp;b=2" rel="nofollow noopener noreferrer ugc">)";

std::string piece(Dice& dice) {
    switch (dice.below(4)) {
        case 0:
            return dice.pick({"<p>",     "</p>",         "<em>",          "</em>",
                              "<b>",     "</b>",         "<ul>",          "</ul>",
                              "<li>",    "</li>",        "<br>",          "<h2>",
                              "</h2>",   "<code>",       "</code>",       "<a>",
                              "</a>",    "<ol>",         "</ol>",         "<hr>",
                              "<i>",     "</i>",         "<pre>",         "<div>",
                              "</span>", "<span>",       "<td>",          "<P>",
                              "<table>", "</table>",     "<tr>",          "<th align=\"left\">",
                              "<p >",    "<blockquote>", "</blockquote>", "<br/>",
                              "<s>"});
        case 1:
            return dice.pick(
                {" ",
                 "\n",
                 "\t",
                 "x",
                 "&amp;",
                 "&lt;",
                 "&#39;",
                 "&quot;",
                 "&nbsp;",
                 "&",
                 "'",
                 "\"",
                 ">",
                 "é",
                 "中",
                 "，",
                 "\xc2\x80",
                 "\xef\xb7\x90",
                 "\r\n",
                 "\x7f",
                 "\xf0\x9f\x98\x80",
                 "\xf0\x9f\xbf\xbf",
                 "\xef\xbb\xbf",
                 "\xff",
                 "\xef\xbf\xbd",
                 "\f",
                 "&ampx;"}
            );
        case 2:
            return dice.pick(
                {"<span class=\"h-card\">",
                 "<span class=\"evil\">",
                 "<span class=\"mention u-url\">",
                 "<span class=\"mention  u-url\">",
                 "<p lang=\"ar\">",
                 "<p lang=\"a b\">",
                 "<p class=\"\">",
                 "<a href=\"javascript:x\">",
                 "<a href=\"https://b.example/?a=1&amp;b=it's\" class=\"x mention\" target=\"_blank\">",
                 "<a class=\"\" class=\"u-url\" href=\"mailto:a@b.example\">",
                 "<a href=https://b.example/>",
                 "<a onclick=\"x()\" href=\"https://b.example/\" href=\"https://c.example/\">",
                 "<code class=\"language-cpp\">",
                 "<p id=\"x\">"}
            );
        default: return std::string{link};
    }
}

// Well nested as often as not, so that much of it is clean.
std::string made_html(Dice& dice, unsigned levels) {
    std::string html;
    for (auto left = dice.below(5); left > 0; --left) {
        if (levels == 0 || dice.one_in(3)) {
            html += dice.one_in(6) ? piece(dice) : dice.pick({"words", "a &amp; b", "\n", "é", "<br>"});
            continue;
        }
        auto const name =
            dice.pick({"p", "em", "ul", "li", "ol", "blockquote", "b", "strong", "code", "span", "h1", "h3", "i", "s"});
        html +=
            "<" + name + (dice.one_in(8) ? " lang=\"de\"" : "") + ">" + made_html(dice, levels - 1) + "</" + name + ">";
    }
    return html;
}

}  // namespace

TEST_CASE("without the parser comes out what the parser makes of it, to the byte") {
    Dice dice{tests::number_or("COLLEGIUM_SEED", 7)};
    unsigned simple = 0;
    for (int i = 0; i < 30'000; ++i) {
        auto const html = made_html(dice, 5);
        auto const found = sanitise_simple(html);
        if (!found) continue;
        ++simple;
        INFO(html);
        REQUIRE(*found == sanitise_parsed(html));
    }
    CHECK(simple > 3000);
}

TEST_CASE("what people write needs no parser, from our pages and from other programs") {
    for (std::string const words :
         {"Why halves?",
          "Two *lines*\nof **words** & `code`, \"said\" he's.\n\n- a\n- b\n\n1. [x](https://b.example/?a=1&b=2)\n",
          "# Heading\n\n> quoted\n\nСлова，字 كلمات 😀",
          "- a\n  - b\n\n  c\n"}) {
        auto const html = to_html(words);
        INFO(html);
        CHECK(sanitise_simple(html) == html);
    }
    std::string const mention =
        R"(<p><span class="h-card" translate="no"><a href="https://b.example/@bob" class="u-url mention">)"
        R"(@<span>bob</span></a></span> it's "so"<br />x</p>)";
    REQUIRE(sanitise_simple(mention));
    CHECK(*sanitise_simple(mention) == sanitise_parsed(mention));
}

TEST_CASE("what is not certain goes to the parser") {
    for (std::string const html :
         {"<p>a",
          "a</p>",
          "<p><p>a</p></p>",
          "<ul>a</ul>",
          "<li>a</li>",
          "<p><ul></ul></p>",
          "<em><p>a</p></em>",
          "<a><a>x</a></a>",
          "<b><b>x</b></b>",
          "<script>x</script>",
          "<p>&copy;</p>",
          "<p",
          "<",
          "<p/>",
          "<P>x</P>",
          "<a href=\"https://b.example/&copy\">x</a>",
          "<a href=\"x\" href=\"y\">x</a>",
          "<a href='x'>x</a>",
          "<pre>\nx</pre>",
          "<h1><h2>x</h2></h1>",
          "<table><tbody><tr><td>x</td></tr></tbody></table>",
          "<td>x</td>",
          "<p>a\xff</p>",
          "a > b",
          "<p title=\"<b>\">x</p>"}) {
        INFO(html);
        CHECK_FALSE(sanitise_simple(html));
    }
}
