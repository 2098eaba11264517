// Templates escape by context, all of them, always.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

using namespace collegium::tests;

namespace {

// The two scripts, files of ours.
constexpr std::string_view passkeys_script = "<script src=\"/assets/passkeys.js\" defer></script>";
constexpr std::string_view writing_script = "{{#WRITING_SCRIPT}}<script src=\"{{ADDRESS}}\" defer></script>";

std::string without(std::string text, std::string_view part) {
    if (auto const at = text.find(part); at != std::string::npos) text.erase(at, part.size());
    return text;
}

}  // namespace

TEST_CASE("every template begins with the escape pragma and none turns it off") {
    auto const templates = sources_in({"server/templates"}, {".tpl"});
    REQUIRE(templates.size() >= 7);

    for (auto const& each : templates) {
        INFO(each.path);
        CHECK(each.text.starts_with("{{%AUTOESCAPE context=\"HTML\"}}"));
        CHECK(each.text.find(":none") == std::string::npos);
        CHECK(without(without(each.text, passkeys_script), writing_script).find("<script") == std::string::npos);
        CHECK(each.text.find(" style=") == std::string::npos);
    }
}

TEST_CASE("every form that changes something carries the hidden form key") {
    for (auto const& each : sources_in({"server/templates"}, {".tpl"})) {
        INFO(each.path);
        std::size_t forms = 0, keys = 0;
        for (auto at = each.text.find("method=\"post\""); at != std::string::npos;
             at = each.text.find("method=\"post\"", at + 1))
            ++forms;
        for (auto at = each.text.find("value=\"{{FORM_KEY}}\""); at != std::string::npos;
             at = each.text.find("value=\"{{FORM_KEY}}\"", at + 1))
            ++keys;
        CHECK(forms == keys);
    }
}

TEST_CASE("only what the room of plots has drawn stands in a page as it is, and only Values::drawing puts it there") {
    std::size_t places = 0;
    for (auto const& each : sources_in({"server/templates"}, {".tpl"})) {
        INFO(each.path);
        for (auto at = each.text.find(":x-drawn"); at != std::string::npos; at = each.text.find(":x-drawn", at + 1)) {
            CHECK(each.text.substr(0, at).ends_with("{{DRAWING"));
            ++places;
        }
    }
    CHECK(places > 0);
    for (auto const& each : sources_in({"server"}, {".cpp"})) {
        INFO(each.path);
        for (auto at = each.text.find("\"DRAWING\""); at != std::string::npos;
             at = each.text.find("\"DRAWING\"", at + 1))
            CHECK(each.text.substr(0, at).ends_with(".drawing("));
    }
}
