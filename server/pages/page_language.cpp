#include "server/pages/page_language.hpp"

#include "server/embedded.hpp"
#include "server/languages/choice.hpp"

#include <algorithm>
#include <map>
#include <mutex>

namespace collegium::server::pages {

using languages::Language;

Language const& page_language(std::string_view code) {
    static std::mutex mutex;  // guards made
    static std::map<std::string_view, Language> made;
    auto const all = languages::known_languages();
    auto const found = std::ranges::find(all, code, &languages::Known::code);
    auto const& known = found == all.end() ? all.front() : *found;
    std::lock_guard const lock{mutex};
    if (auto const at = made.find(known.code); at != made.end()) return at->second;
    return made.try_emplace(known.code, known, embedded_file(std::string{known.code} + ".mo")).first->second;
}

Language const& language_for(App const& app, Call const& call) {
    auto code = call.member ? languages::best_language(chosen_language(app, *call.member)) : std::string_view{};
    if (code.empty()) code = languages::best_language(call.request.field("accept-language"));
    if (code.empty()) code = languages::best_language(app.node.settings.card.languages);
    return page_language(code);
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
