// Languages: how templates become messages and messages templates, whose words are whole, and which form belongs to a
// number.
#include "server/embedded.hpp"
#include "server/languages/choice.hpp"
#include "server/languages/template_messages.hpp"
#include "server/pages/page_language.hpp"
#include "tests/files.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace collegium;
using namespace collegium::server::languages;

namespace {

std::vector<std::string> english_in(std::string_view page_template) {
    std::vector<std::string> english;
    for (auto const& message : messages_in(page_template)) english.push_back(message.english);
    return english;
}

// The template with this translation for each of its messages.
std::string with_translation(std::string_view page_template, std::string const& translation) {
    return translated(page_template, [&](Message const&) { return translation; });
}

Language const& language_called(std::string_view code) {
    auto const& language = server::pages::page_language(code);
    REQUIRE(language.code() == code);
    return language;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a message is what a reader sees as one piece of text") {
    CHECK(
        english_in("<h1>Two\n  words</h1><p>Read <a href=\"{{PATH}}\">{{TITLE}}</a> first.</p>") ==
        Words{"Two words", "Read <1>{TITLE}</1> first."}
    );
    CHECK(english_in("<label><input name=\"a\"> I agree</label>") == Words{"I agree"});
    CHECK(english_in("<p><a href=\"/\">One</a> · <a href=\"/\">Two</a> {{NAME}}</p>") == Words{"One", "Two"});
    CHECK(
        english_in("<p>{{>BYLINE}} wrote it{{#EDITED}}, later <img src=\"/x\"> {{BY}}{{/EDITED}}</p>") ==
        Words{"<BYLINE/> wrote it<EDITED>, later <1/> {BY}</EDITED>"}
    );
    CHECK(english_in("{{#NONE}}<p>None</p>{{/NONE}}{{#SOME}}Some{{/SOME}}") == Words{"None", "Some"});
    CHECK(english_in("<div data-sent=\"Sent.\" data-audience=\"everyone\"></div>") == Words{"Sent."});
    CHECK(
        english_in("<input placeholder=\"a {{KIND:p}}\" aria-label=\"You\" name=\"name\">") == Words{"a {KIND}", "You"}
    );
    CHECK(english_in("<p><code>collegium init</code> {{NAME}} · &lt;</p>").empty());
    CHECK(
        messages_in("<button>Answer</button><h2>Answer</h2>") ==
        std::vector<Message>{{"button", "Answer"}, {"", "Answer"}}
    );
}

TEST_CASE("a template that does not end as it began is a mistake of ours") {
    for (auto const wrong : {"<p>Words", "{{#A}}<p>{{/A}}</p>", "Words</p>", "{{#A}}", "<a href=\"", "{{NAME"}) {
        INFO(wrong);
        CHECK_THROWS_AS(messages_in(wrong), std::logic_error);
    }
}

TEST_CASE("a translation moves its places, and they keep what stood in them") {
    CHECK(
        with_translation("<p>Read <a href=\"{{PATH}}\">{{TITLE:p}}</a> by {{WHO}}.</p>", "Von {WHO}: <1>{TITLE}</1>") ==
        "<p>Von {{WHO}}: <a href=\"{{PATH}}\">{{TITLE:p}}</a></p>"
    );
    CHECK(
        with_translation("<p>\nBy {{>BYLINE}}{{#LATE}} ({{DAY}}){{/LATE}} now </p>", "<LATE>{DAY}</LATE> <BYLINE/>") ==
        "<p> {{#LATE}}{{DAY}}{{/LATE}} {{>BYLINE}} </p>"
    );
    CHECK(with_translation("<p title=\"Words\">{{NAME}}</p>", "W\"<b") == "<p title=\"Words\">{{NAME}}</p>");
    CHECK(
        with_translation("<p title=\"Words\">{{NAME}}</p>", "\" onclick=\"x") ==
        "<p title=\"&quot; onclick=&quot;x\">{{NAME}}</p>"
    );
}

TEST_CASE("without translations a template stays as it is, byte for byte") {
    for (auto const& file : server::embedded_files()) {
        if (!file.name.ends_with(".tpl")) continue;
        INFO(file.name);
        CHECK(with_translation(file.text, "") == file.text);
    }
}

TEST_CASE("a translation cannot become markup, nor lose, add or move out of its section any place") {
    std::string const page = "<p>{{A}} says{{#S}} {{B}}{{/S}} <b>yes</b></p>";
    for (std::string const wrong :
         {"{A}<S>{B}</S><1>ja</1><script>",
          "{A}<S>{B}</S><1>ja",
          "{A}<S>{B}</S> ja",
          "{A}{B}<S></S><1>ja</1>",
          "<S>{A}{B}</S><1>ja</1>",
          "{A}{A}<S>{B}</S><1>ja</1>",
          "{A}{C}<S>{B}</S><1>ja</1>",
          "{A}<S>{B}</S><1>ja</1>{{X}}",
          "{A}<S>{B}<1>ja</1></S>",
          "{A}<S>{B}</1><1>ja</S>"}) {
        INFO(wrong);
        CHECK(with_translation(page, wrong) == page);
    }
    CHECK(
        with_translation(page, "a > b & c &lt; \"<1>d</1>\" {A}<S>{B}</S>") ==
        "<p>a &gt; b &amp; c &lt; &quot;<b>d</b>&quot; {{A}}{{#S}}{{B}}{{/S}}</p>"
    );
}

TEST_CASE("each message of each template is in each catalogue, with the same places") {
    REQUIRE(server::languages::known_languages().size() == 3);
    for (auto const& known : server::languages::known_languages()) {
        auto const& language = server::pages::page_language(known.code);
        if (language.code() == "en") continue;
        for (auto const& file : server::embedded_files()) {
            if (!file.name.ends_with(".tpl")) continue;
            for (auto const& message : messages_in(file.text)) {
                INFO(language.code(), " ", file.name, ": ", message.english);
                auto const translation = language.find(message);
                CHECK_FALSE(translation.empty());
                CHECK(has_same_places(message.english, translation));
            }
        }
    }
}

TEST_CASE("no catalogue lacks words of the program, or a plural form") {
    auto const script = tests::source_file("server/languages/extract").string();
    CHECK(std::system((script + " --check " + tests::messages_program()).c_str()) == 0);
}

TEST_CASE("the form of a count is that of the language") {
    auto const answers = [](std::string_view code, std::uint64_t n) {
        return language_called(code).counted(n, "{n} answer", "{n} answers");
    };
    CHECK(answers("en", 1) == "1 answer");
    CHECK(answers("en", 1200) == "1,200 answers");
    CHECK(answers("de", 1) == "1 Antwort");
    CHECK(answers("de", 1200) == "1.200 Antworten");

    std::set<std::string> forms;
    for (std::uint64_t const n : {0U, 1U, 2U, 3U, 11U, 100U}) forms.insert(answers("ar", n));
    CHECK(forms.size() == 6);
    CHECK(answers("ar", 1) == "إجابة واحدة");
    CHECK(answers("ar", 2) == "إجابتان");
    CHECK(answers("ar", 3) == "٣ إجابات");
    CHECK(answers("ar", 103) == "١٠٣ إجابات");
    CHECK(answers("ar", 4'000'000'003) == "٤٬٠٠٠٬٠٠٠٬٠٠٣ إجابات");
}

TEST_CASE("days and times are written as people write them") {
    auto const when = from_rfc3339("2026-09-01T10:05:00Z").value();
    CHECK(language_called("en").time(when) == "1 September 2026, 10:05 UTC");
    CHECK(language_called("de").day(when) == "1. September 2026");
    CHECK(language_called("ar").day("2026-09-01") == "١ سبتمبر ٢٠٢٦");
    CHECK(language_called("de").day("soon") == "soon");
}

TEST_CASE("each minute of a day and each number has its own words") {
    auto const english = language_called("en");
    auto const time = [&](std::string_view when) { return english.time(from_rfc3339(when).value()); };
    CHECK(time("1970-01-01T00:00:00Z") == "1 January 1970, 00:00 UTC");
    CHECK(time("2026-09-01T00:00:59Z") == "1 September 2026, 00:00 UTC");
    CHECK(time("2026-09-01T00:01:00Z") == "1 September 2026, 00:01 UTC");
    CHECK(time("2026-09-01T23:59:59Z") == "1 September 2026, 23:59 UTC");
    CHECK(language_called("ar").time(from_rfc3339("2026-09-01T10:05:00Z").value()).find("٠٥") != std::string::npos);
    CHECK(english.number(0) == "0");
    CHECK(english.number(999) == "999");
    CHECK(english.number(1000) == "1,000");
    CHECK(language_called("ar").number(999) == "٩٩٩");
}

TEST_CASE("what stands in a place is never taken for a place itself") {
    CHECK(language_called("en").say("{a} and {b}", {{"a", "{b}"}, {"b", "{a}"}}) == "{b} and {a}");
    CHECK(language_called("en").say("{a} {unknown} {", {{"a", "x"}}) == "x {unknown} {");
}

TEST_CASE("the language that is wanted most is taken, as far as it is here") {
    CHECK(best_language("de") == "de");
    CHECK(best_language("de-AT, en;q=0.5") == "de");
    CHECK(best_language("en;q=0.3, AR-eg;q=0.8,de;q=0.7") == "ar");
    CHECK(best_language("cy, fr;q=0.9") == "");
    CHECK(best_language("de;q=0, en;q=0.1") == "en");
    CHECK(best_language("de;q=x, , ;;, en ; q=0.2") == "en");
    CHECK(best_language("*") == "");
    CHECK(best_language("") == "");
}
