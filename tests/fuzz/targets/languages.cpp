// Templates of pages as translators have them, translations, and the languages that a browser asks for. The first line
// is an Accept-Language, the second one a translation, the rest a template.
#include "server/languages/choice.hpp"
#include "server/languages/template_messages.hpp"
#include "server/languages/template_tree.hpp"
#include "tests/fuzz/target.hpp"

#include <optional>

namespace collegium::fuzz {

namespace {

namespace languages = server::languages;

std::string rewritten(std::vector<languages::Node> const& nodes) {
    std::string text;
    for (auto const& node : nodes) {
        text += node.begin;
        text += rewritten(node.children);
        text += node.end;
    }
    return text;
}

// A template that does not end as it began is a mistake of ours, and said as one.
std::optional<std::vector<languages::Message>> messages_of(std::string_view page) {
    try {
        require(rewritten(languages::read_template(page)) == page, "a template that was read is written the same");
        return languages::messages_in(page);
    } catch (std::logic_error const& problem) {
        if (std::string_view{problem.what()}.starts_with("a template that was read")) throw;
        return std::nullopt;
    }
}

void read_languages(std::string_view input) {
    auto const best = languages::best_language(take_line(input));
    require(best.size() <= 3, "the language is one of ours");

    std::string const translation{take_line(input)};
    static_cast<void>(languages::has_same_places(translation, translation));
    auto const messages = messages_of(input);
    if (!messages) return;
    for (auto const& message : *messages) {
        static_cast<void>(languages::has_same_places(message.english, translation));
    }
    auto const nothing = [](languages::Message const&) { return std::string{}; };
    require(languages::translated(input, nothing) == input, "without translations, a template stays as it is");
    auto const page = languages::translated(input, [&](auto const&) { return translation; });
    require(messages_of(page).has_value(), "nothing of a translation becomes markup: " + page);
}

Registered const languages_target{{"languages", read_languages}};

}  // namespace

}  // namespace collegium::fuzz
