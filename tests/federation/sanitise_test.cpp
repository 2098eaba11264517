#include "federation/content/sanitise.hpp"

#include "federation/content/markdown.hpp"
#include "tests/printing.hpp"

#include <chrono>
#include <vector>

using namespace collegium::federation::content;

namespace {

std::vector<std::string> const attacks{
    "<script>alert(1)</script>x",
    "<img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\" javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:x\">x</a>",
    "<a href=\"https://x.example/\" onclick=\"alert(1)\" style=\"x:y\">x</a>",
    "<iframe src=\"https://evil.example\"></iframe>",
    "<object data=x></object><embed src=x>",
    "<style>*{background:url(https://evil.example)}</style>",
    "<link rel=stylesheet href=https://evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<base href=https://evil.example>",
    "<template><script>alert(1)</script></template>",
    "<select><style></select><img src=x onerror=alert(1)></style></select>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--!--!><img src=x onerror=alert(1)>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<p class=\"mention evil\" id=\"main\">x</p>",
    "<input><button formaction=javascript:alert(1)>x</button>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a href=\"https://x.example/\"><script>alert(1)</script></a>",
    "<p lang=\"en&quot; onload=alert(1)\">x</p>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    std::string{"<p>\0<script>alert(1)</script></p>", 33},
};

bool is_harmless(std::string const& html) {
    for (auto const* word :
         {"<script",     "<img",  "<svg",      "<math", "<style",  "<iframe", "<object",   "<embed",
          "<link",       "<meta", "<base",     "<form", "<input",  "<button", "<template", "<textarea",
          "javascript:", "data:", "vbscript:", " on",   " style=", " id=",    "evil\""})
        if (html.find(word) != std::string::npos) return false;
    return true;
}

}  // namespace

TEST_CASE("nothing that runs, loads or restyles survives") {
    for (auto const& attack : attacks) {
        INFO(attack);
        auto const clean = sanitise(attack);
        INFO(clean);
        CHECK(is_harmless(clean));
    }
}

TEST_CASE("sanitising the result again changes nothing") {
    for (auto const& attack : attacks) {
        auto const clean = sanitise(attack);
        INFO(clean);
        CHECK(sanitise(clean) == clean);
    }
    for (auto const* html :
         {"<pre>\n\nx</pre>",
          "<p>a<p>b",
          "<ul><li>a<li>b</ul>",
          "<b><i>x</b></i>",
          "a & b < c",
          "&lt;p&gt;",
          "<a href=https://x.example/?a=1&b=2>x</a>",
          "<p><ul><li>x</ul></p>",
          "<p>a&#19;b&#127;c&#x81;d&#xfdd0;e&#x1ffff;f</p>",
          "<p>a&#13;b&#13;\nc</p><pre>&#13;x</pre>",
          "<pre><!-- a -->\nx</pre>",
          "<h1>a<x>b<h1>c</h1></x></h1>",
          "<p>a<marquee><p>b</p></marquee></p>",
          "<a href=https://x.example/>a<marquee><a href=https://y.example/>b</a></marquee></a>",
          "<pre><script>a</script><u>\nx</u></pre>",
          "<a href=\"https://x.example/&#x81;\">x</a>",
          "<math><mi>x&#19;</mi></math>"}) {
        auto const clean = sanitise(html);
        INFO(clean);
        CHECK(sanitise(clean) == clean);
    }
}

TEST_CASE("a reference to what no page can hold as it is becomes what the next reader would make of it") {
    CHECK(
        sanitise("<p>a&#13;b&#19;c</p>") ==
        "<p>a\nb\xef\xbf\xbd"
        "c</p>"
    );
}

TEST_CASE("what people write is kept") {
    CHECK(sanitise("<p>a <strong>b</strong> <em>c</em></p>") == "<p>a <strong>b</strong> <em>c</em></p>");
    CHECK(
        sanitise("<pre><code class=\"language-cpp x\">a &lt; b</code></pre>") ==
        "<pre><code class=\"language-cpp\">a &lt; b</code></pre>"
    );
    CHECK(
        sanitise("<a href=\"https://x.example/\" class=\"u-url mention\">x</a>") ==
        "<a href=\"https://x.example/\" rel=\"nofollow noopener noreferrer ugc\" class=\"u-url mention\">x</a>"
    );
    CHECK(sanitise("<p dir=rtl lang=ar>سلام</p>") == "<p lang=\"ar\">سلام</p>");
    CHECK(sanitise("<blink>x</blink><div>y</div>") == "xy");
}

TEST_CASE("too much markup becomes text, quickly, and is never an error") {
    auto const start = std::chrono::steady_clock::now();
    std::string deep, wide, many = "<p", bare = "<p", hidden = "<!--<a b=\"--><p title=\">\"", closing = "</p";
    for (int i = 0; i < 20'000; ++i) deep += "<div>";
    for (int i = 0; i < 1'500; ++i) wide += "<b>";
    for (int i = 0; i < 40'000; ++i) many += " a" + std::to_string(i) + "=1";
    for (int i = 0; i < 10'000; ++i)
        for (auto* const each : {&bare, &hidden, &closing}) *each += " a" + std::to_string(i);

    CHECK(is_harmless(sanitise(deep + "words")));
    CHECK(sanitise(deep + "words").find("words") != std::string::npos);
    CHECK(sanitise(wide + "words").find("words") != std::string::npos);
    CHECK(is_harmless(sanitise(many + ">words")));
    for (auto const* const each : {&bare, &hidden, &closing}) {
        auto const words = sanitise(*each + "><b>words</b>");
        CHECK(words.starts_with("<p>"));
        CHECK(words.find("<b>") == std::string::npos);
    }
    CHECK(is_harmless(sanitise(std::string(200'000, 'x') + "<script>")));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("what would make the parser copy, compare or look without end becomes text, and stays what it is") {
    auto const start = std::chrono::steady_clock::now();
    std::string copied = "<p>", merged, looked_at, controls = "<p>";
    for (int i = 0; i < 1000; ++i) copied += "<b z" + std::to_string(i) + '>';
    for (int i = 0; i < 990; ++i) copied += "<p>x";
    for (int i = 0; i < 4100; ++i) merged += (i % 60 == 0 ? "><html a" : " a") + std::to_string(i);
    for (int i = 0; i < 2000; ++i) looked_at += "<a";
    for (int i = 0; i < 2001; ++i) controls += "<p>";
    for (auto const& html :
         {copied,
          merged + "><b>x</b>",
          looked_at + std::string(60'000, 'x'),
          controls + std::string(65'000, '\x7f'),
          controls + "x\r"}) {
        auto const clean = sanitise(html);
        CHECK(clean.find("<b>") == std::string::npos);
        CHECK(sanitise(clean) == clean);
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

TEST_CASE("a tag may have 64 attributes, and signs in the text are none") {
    std::string code = "<pre>";
    for (int i = 0; i < 100; ++i) code += "a = 1\n";
    CHECK(sanitise(code + "</pre>") == code + "</pre>");
    std::string words = "<tt>1 < 2";
    for (int i = 0; i < 100; ++i) words += " and";
    CHECK(sanitise(words + "</tt>") == "1 &lt; 2" + words.substr(9));
    std::string tag = "<p title='a = b c=d'";
    for (int i = 1; i < 64; ++i) tag += "/a" + std::to_string(i) + " = \"x > y\"";
    CHECK(sanitise(tag + ">x</p><tt>y</tt>") == "<p>x</p>y");
    CHECK(sanitise(tag + " one>x</p><tt>y</tt>").ends_with("x\ny</p>"));  // words only
}

TEST_CASE("bytes that are no letters do not survive, also where too much markup became text") {
    std::string too_much = "<p";
    for (int i = 0; i < 65; ++i) too_much += " a" + std::to_string(i);
    CHECK(sanitise(too_much + ">a\xa4z\x13</p>") == "<p>a\xef\xbf\xbdz\xef\xbf\xbd</p>");
    CHECK(sanitise("<p>a\xa4z</p>") == "<p>a\xef\xbf\xbdz</p>");
}

TEST_CASE("Markdown becomes HTML without its dangers") {
    CHECK(to_html("*a* **b**") == "<p><em>a</em> <strong>b</strong></p>\n");
    CHECK(to_html("if a <b> c") == "<p>if a &lt;b&gt; c</p>\n");
    CHECK(to_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n");
    CHECK(to_html("[x](javascript:alert(1))").find("javascript") == std::string::npos);
    CHECK(to_html("[x](https://x.example/)").find("href=\"https://x.example/\"") != std::string::npos);
    CHECK(to_html("a\nb") == "<p>a<br>\nb</p>\n");
}

TEST_CASE("escaping makes text out of anything") {
    CHECK(escape("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
}
