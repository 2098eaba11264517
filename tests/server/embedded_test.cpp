// Files that are part of the program: as they are in the source tree, and templates that hold together.
#include "server/embedded.hpp"

#include "server/pages/page_language.hpp"
#include "server/pages/page_templates.hpp"
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <ctemplate/template.h>
#include <regex>
#include <set>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::set<std::string> all_matches(std::string const& text, std::string const& pattern) {
    std::set<std::string> found;
    std::regex const expression{pattern};
    for (std::sregex_iterator at{text.begin(), text.end(), expression}, end; at != end; ++at) found.insert((*at)[1]);
    return found;
}

std::set<std::string> unescaped_names() {
    std::set<std::string> names;
    for (auto const& file : server::embedded_files())
        names.merge(all_matches(std::string{file.text}, R"(\{\{([A-Z_]+):x-sanitised)"));
    return names;
}

// A style sheet as a browser reads it: without what is for those who write it.
std::string for_browsers(std::string_view sheet) {
    auto text = std::regex_replace(std::string{sheet}, std::regex{R"(/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)"}, "");
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return std::regex_replace(text, std::regex{";\\}"}, "}");
}

}  // namespace

TEST_CASE("every template and every asset is embedded as it is in the tree") {
    auto const sources = sources_in({"server/templates", "server/assets"}, {".tpl", ".css", ".js", ".png", ".json"});
    REQUIRE(sources.size() >= 9);
    auto const catalogues = sources_in({"server/languages"}, {".po"});
    CHECK(server::embedded_files().size() == sources.size() + catalogues.size());

    for (auto const& source : sources) {
        INFO(source.path);
        auto const embedded = server::embedded_file(source.path.substr(source.path.rfind('/') + 1));
        if (source.path.ends_with(".css")) {
            CHECK(embedded.size() < source.text.size());
            CHECK(for_browsers(embedded) == for_browsers(source.text));
        } else {
            CHECK(embedded == source.text);
        }
    }
    CHECK(server::embedded_file("nothing.tpl").empty());
    CHECK(server::embedded_file("../main.cpp").empty());
}

TEST_CASE("what every page needs is there in a short form, and nothing else is") {
    for (auto const& file : server::embedded_files()) {
        INFO(file.name);
        bool const is_wanted = file.name.ends_with(".css") || file.name.ends_with(".js");
        CHECK(file.brotli.empty() != is_wanted);
        CHECK((!is_wanted || file.brotli.size() * 5 < file.text.size() * 3));
    }
}

TEST_CASE_FIXTURE(Front, "every template is loaded and parses") {
    for (auto const& file : server::embedded_files()) {
        if (!file.name.ends_with(".tpl")) continue;
        INFO(file.name);
        ctemplate::TemplateDictionary const empty{"empty"};
        std::string html;
        for (auto const& language : server::languages::known_languages()) {
            server::pages::load_templates_in(server::pages::page_language(language.code));
            auto const name = std::string{language.code} + "/" + std::string{file.name};
            CHECK(ctemplate::ExpandTemplate(name, ctemplate::STRIP_BLANK_LINES, &empty, &html));
        }
    }
}

TEST_CASE("the only modifiers are x-sanitised and x-drawn, in text, and the one that escapes and keeps line ends") {
    for (auto const& file : server::embedded_files()) {
        INFO(file.name);
        auto const text = std::string{file.text};
        for (auto const& modifier : all_matches(text, R"(\{\{[A-Z_]+:([^}]*)\}\})"))
            CHECK((modifier == "x-sanitised" || modifier == "x-drawn" || modifier == "p" || modifier == "pre_escape"));
        CHECK(all_matches(text, R"((<[^>]*\{\{[A-Z_]+:x-sanitised[^>]*>))").empty());
    }
}

TEST_CASE("words of people run in the direction of their own script") {
    for (auto const& file : server::embedded_files()) {
        if (!file.name.ends_with(".tpl")) continue;
        INFO(file.name);
        auto const text = std::string{file.text};
        CHECK(
            all_matches(
                text,
                R"(<(?:a|h[1-6]|p|span)(?: [^<>]*)? (lang="\{\{(?:LANG|[A-Z]+_LANG)\}\}")(?!(?:\{\{/[A-Z_]+\}\})? dir="auto"))"
            )
                .empty()
        );
        CHECK(all_matches(text, R"((<div class="words(?: card)?"(?! lang)(?! dir="auto")))").empty());
        CHECK(all_matches(text, R"((<[^<>]* dir="auto"[^<>]* dir="auto"))").empty());  // said twice, it is no HTML
        constexpr auto headings =
            R"((<h[1-6](?![^>]* dir="auto")[^>]*>(?:<a (?![^>]* dir="auto")[^>]*>)?\{\{(?:[A-Z]+_)?TITLE\}\}))";
        CHECK(all_matches(text, headings).empty());
    }
}

TEST_CASE("what is shown without escaping comes only from Values::html") {
    auto const names = unescaped_names();
    std::set<std::string> const expected{
        "CHARTER_WORDS",
        "CONTENT",
        "HOW_WORDS",
        "IMPROVE_WORDS",
        "OVERALL",
        "PLAN",
        "RATIONALE",
        "RESEARCH_WORDS",
        "SCHOOL_WORDS",
        "SUMMARY",
        "WORDS_OF_IT"};
    CHECK(names == expected);

    for (auto const& source : sources_in({"server/pages"}, {".cpp"})) {
        INFO(source.path);
        for (auto const& name : all_matches(source.text, R"re((?:text|number)\("([A-Z_]+)")re"))
            CHECK_FALSE(names.contains(name));
        for (auto const& name : all_matches(source.text, R"re(html\("([A-Z_]+)")re")) CHECK(names.contains(name));
    }
}

TEST_CASE("every value of a page is a name that some template shows") {
    std::string templates;
    for (auto const& file : server::embedded_files()) templates += file.text;

    for (auto const& source : sources_in({"server/pages"}, {".cpp"})) {
        INFO(source.path);
        for (auto const& part : all_matches(source.text, R"re((?:show|repeat)\("([A-Z_]+)"\))re"))
            CHECK_MESSAGE(templates.find("{{#" + part + "}}") != std::string::npos, part);
        for (auto const& part : all_matches(source.text, R"re("([A-Z_]+_PROBLEM)")re"))
            CHECK_MESSAGE(templates.find("{{#" + part + "}}") != std::string::npos, part);
        for (auto const& field : all_matches(source.text, R"re(\.problem\("([a-z_]+)", [^"]*\))re")) {
            std::string part;
            for (char const c : field) part += static_cast<char>(c == '_' ? c : c - 'a' + 'A');
            CHECK_MESSAGE(templates.find("{{#" + part + "_PROBLEM}}") != std::string::npos, field);
        }
    }
}
