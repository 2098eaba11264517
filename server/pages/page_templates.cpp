#include "server/pages/page_templates.hpp"

#include "server/embedded.hpp"
#include "server/languages/template_messages.hpp"

#include <ctemplate/template.h>
#include <mutex>
#include <set>
#include <stdexcept>

namespace collegium::server::pages {

namespace {

constexpr std::string_view ending = ".tpl";

void load(languages::Language const& language, EmbeddedFile const& file) {
    auto const find = [&](languages::Message const& message) { return language.find(message); };
    auto const text = languages::translated(file.text, find);
    auto const name = template_name(language, file.name.substr(0, file.name.size() - ending.size()));
    if (!ctemplate::StringToTemplateCache(name, text.data(), text.size(), ctemplate::STRIP_BLANK_LINES))
        throw std::logic_error{"the template " + name + " does not parse"};
}

}  // namespace

std::string template_name(languages::Language const& language, std::string_view name) {
    return std::string{language.code()}.append("/").append(name).append(ending);
}

void load_templates_in(languages::Language const& language) {
    static std::mutex mutex;  // guards loaded
    static std::set<std::string, std::less<>> loaded;
    std::lock_guard const lock{mutex};
    if (loaded.contains(language.code())) return;
    for (auto const& file : embedded_files())
        if (file.name.ends_with(ending)) load(language, file);
    loaded.emplace(language.code());
}

}  // namespace collegium::server::pages
