// The design system: one small style sheet, in which everything is used, and templates that use nothing else.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

#include <regex>
#include <set>

using namespace collegium::tests;

namespace {

constexpr std::size_t largest_sheet = 25 * 1024;

// Shown at /design alone: a part of a page that is dark in a light window, and what scripts say in passing.
std::set<std::string> const for_design_only{"dark", "toast"};

std::string without_all(std::string const& text, std::string const& pattern) {
    return std::regex_replace(text, std::regex{pattern}, " ");
}

std::set<std::string> all_of(std::string const& text, std::string const& pattern) {
    std::set<std::string> found;
    std::regex const expression{pattern};
    for (std::sregex_iterator at{text.begin(), text.end(), expression}, end; at != end; ++at) found.insert((*at)[1]);
    return found;
}

std::string style_sheet() {
    return read_file(source_file("server/assets/style.css"));
}

std::set<std::string> styled_classes() {
    auto const selectors = without_all(without_all(style_sheet(), R"(/\*[^*]*\*/)"), R"(\{[^{}]*\})");
    return all_of(selectors, R"(\.([a-z][a-z-]*))");
}

std::set<std::string> words_of(std::set<std::string> const& lists) {
    std::set<std::string> words;
    for (auto const& list : lists) words.merge(all_of(list, R"(([a-z][a-z-]*))"));
    return words;
}

std::set<std::string> classes_in(Source const& source) {
    if (source.path.ends_with(".cpp")) return words_of(all_of(source.text, R"re((?:"class", |return )"([a-z -]*)")re"));
    if (source.path.ends_with(".js"))
        return words_of(all_of(source.text, R"re((?:className = |class: )"([a-z -]*)")re"));
    return words_of(all_of(without_all(source.text, R"(\{\{[^}]*\}\})"), R"re(class="([^"]*)")re"));
}

std::vector<Source> users_of_classes() {
    auto users = sources_in({"server/templates", "server/assets"}, {".tpl", ".js"});
    for (auto& drawing : sources_in({"server/plots"}, {".cpp"})) users.push_back(std::move(drawing));
    return users;
}

// The declarations between two texts, without blanks.
std::string tokens_after(std::string const& sheet, std::string const& start) {
    auto const begin = sheet.find(start) + start.size();
    auto const tokens = sheet.substr(begin, sheet.find("--focus", begin) + 16 - begin);
    return std::regex_replace(tokens, std::regex{R"(\s+)"}, "");
}

}  // namespace

TEST_CASE("the style sheet is small, and asks nobody else for anything") {
    auto const sheet = style_sheet();
    CHECK(sheet.size() <= largest_sheet);
    for (std::string const part : {"@import", "url(", "http", "expression("})
        CHECK(sheet.find(part) == std::string::npos);
}

TEST_CASE("every class of a template is in the style sheet") {
    auto const styled = styled_classes();
    REQUIRE(styled.size() >= 40);
    for (auto const& source : users_of_classes()) {
        INFO(source.path);
        for (auto const& name : classes_in(source)) CHECK_MESSAGE(styled.contains(name), name);
    }
}

TEST_CASE("every class of the style sheet is used, and shown on the page of the design system") {
    std::set<std::string> used = for_design_only, shown;
    for (auto const& source : users_of_classes()) {
        bool const is_design = source.path.find("/design") != std::string::npos;
        (is_design || source.path.ends_with("/layout.tpl") ? shown : used).merge(classes_in(source));
        if (source.path.ends_with("/layout.tpl")) used.merge(classes_in(source));
    }
    for (auto const& name : styled_classes()) {
        CHECK_MESSAGE(used.contains(name), name);
        CHECK_MESSAGE(shown.contains(name), name);
    }
}

TEST_CASE("what is dark in a light window is as dark as a dark one") {
    auto const sheet = style_sheet();
    auto const part = tokens_after(sheet, ".dark {");
    CHECK(part.size() > 200);
    CHECK(part == tokens_after(sheet, "@media (prefers-color-scheme: dark) {\n  :root {"));
}

TEST_CASE("no template has a style or a script of its own") {
    std::regex const handler{R"(<[^>]*\son[a-z]+\s*=)"};
    for (auto const& source : sources_in({"server/templates"}, {".tpl"})) {
        INFO(source.path);
        CHECK(source.text.find(" style=") == std::string::npos);
        CHECK(source.text.find("<style") == std::string::npos);
        CHECK(source.text.find("javascript:") == std::string::npos);
        CHECK_FALSE(std::regex_search(source.text, handler));
    }
}

TEST_CASE("what is wrong with a field stands beside it under a name that the field refers to") {
    std::regex const beside{R"re(<p class="problem"([^>]*)>)re"};
    for (auto const& source : sources_in({"server/templates"}, {".tpl"})) {
        INFO(source.path);
        for (std::sregex_iterator at{source.text.begin(), source.text.end(), beside}, end; at != end; ++at) {
            auto const attributes = (*at)[1].str();
            INFO(attributes);
            CHECK(attributes.find("role=") == std::string::npos);  // the summary is what is read out
            auto const ids = all_of(attributes, R"re( id="([^"]+)")re");
            if (ids.empty()) continue;  // of a group of fields: it stands inside of it
            auto const name = *ids.begin();
            auto const refers = all_of(source.text, R"re(aria-describedby="([^"]*)")re");
            CHECK(std::ranges::any_of(refers, [&](auto const& each) {
                return (" " + each + " ").find(" " + name + " ") != std::string::npos;
            }));
        }
    }
}
