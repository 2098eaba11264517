#include "server/pages/page_language.hpp"

#include "server/embedded.hpp"
#include "server/languages/choice.hpp"

#include <algorithm>

namespace collegium::server::pages {

using languages::Language;

namespace {

std::vector<Language> with_catalogues() {
    std::vector<Language> all;
    for (auto const& known : languages::known_languages())
        all.emplace_back(known, embedded_file(std::string{known.code} + ".mo"));
    return all;
}

Language const& english_or(std::string_view code) {
    auto const& all = page_languages();
    auto const found = std::ranges::find(all, code, &Language::code);
    return found == all.end() ? all.front() : *found;
}

}  // namespace

std::vector<Language> const& page_languages() {
    static std::vector<Language> const all = with_catalogues();
    return all;
}

Language const& language_for(App const& app, Call const& call) {
    auto code = call.member ? languages::best_language(chosen_language(app, *call.member)) : std::string_view{};
    if (code.empty()) code = languages::best_language(call.request.field("accept-language"));
    if (code.empty()) code = languages::best_language(app.node.settings.card.languages);
    return english_or(code);
}

std::string writing_language(App const& app, Call const& call) {
    auto const profile = app.node.store.read([&](auto const& tx, auto const& tables) {
        return call.member ? tables.profiles.get(tx, call.member->actor) : std::nullopt;
    });
    return profile && !profile->language.empty() ? profile->language : std::string{language_for(app, call).code()};
}

std::string chosen_language(App const& app, Member const& member) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.page_languages.get(tx, member.actor).value_or("");
    });
}

}  // namespace collegium::server::pages
