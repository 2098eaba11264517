#include "federation/content/plain_text.hpp"

#include "federation/content/mentions.hpp"
#include "tests/printing.hpp"

using namespace collegium::federation::content;

TEST_CASE("markup goes and words stay") {
    CHECK(plain_text("<p>a <em>b</em></p><p>c&nbsp;&lt;d&gt; &amp;amp;</p>") == "a b\nc <d> &amp;");
    CHECK(plain_text("a<br/>b<br>c") == "a\nb\nc");
    CHECK(plain_text("a < b") == "a < b");
    CHECK(plain_text("<") == "<");
    CHECK(plain_text("&") == "&");
    CHECK(plain_text("<p>unfinished <a href=\"x").starts_with("unfinished"));
}

TEST_CASE("what was typed comes back from HTML as it was, and common signs are written as they are") {
    for (auto const* const typed : {"Works if a<b, also in Year 7", "&lt; is <b> & \"it's\"", "<", "&amp;amp;", ""})
        CHECK(plain_text(from_plain_text(typed)) == typed);
    CHECK(from_plain_text("it's \"so\" > that") == "it's \"so\" > that");
}

TEST_CASE("a cut never leaves half a character") {
    CHECK(cut("short", 10) == "short");
    CHECK(cut("0123456789x", 10) == "0123456…");
    CHECK(cut("ääääääää", 10) == "äää…");
}

TEST_CASE("whom a reply is for is left out where the thread shows it, and nothing else is") {
    std::string const mention =
        R"(<p><span class="h-card"><a href="https://a.test/u/ada" class="u-url mention">@ada</a></span></p>)";
    std::string const words = "<p>Fold it.</p>";
    CHECK(without_mention_paragraph(mention + words) == words);
    for (std::string const& whole :
         {words,
          mention,
          "<p>@ada see this</p>" + words,
          "<p>Ask @ada</p>" + words,
          "<blockquote>" + mention + "</blockquote>" + words,
          std::string{"<p>@ada"},
          std::string{}}) {
        INFO(whole);
        CHECK(without_mention_paragraph(whole) == whole);
    }
}
