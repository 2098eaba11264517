#include "federation/content/linked_names.hpp"

#include "config/ascii.hpp"

#include <array>

namespace collegium::federation::content {

namespace {

bool is_word(char c) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// "@ada" is not named in "@ada@uni.test", nor "@ada@uni.test" in "@ada@uni.test.de"; a full stop may follow.
bool ends_a_name(std::string_view rest) {
    if (rest.empty()) return true;
    if (is_word(rest[0]) || rest[0] == '@') return false;
    bool const joins = rest[0] == '.' || rest[0] == '-';
    return !joins || rest.size() == 1 || !is_word(rest[1]);
}

// The longest name that stands at the front of the text.
LinkedName const* name_at(std::string_view text, std::vector<LinkedName> const& names) {
    LinkedName const* found = nullptr;
    for (auto const& name : names) {
        bool const fits =
            ascii::starts_with_ignoring_case(text, name.written) && ends_a_name(text.substr(name.written.size()));
        if (fits && (found == nullptr || found->written.size() < name.written.size())) found = &name;
    }
    return found;
}

void add_linked(std::string& linked, std::string_view text, std::vector<LinkedName> const& names) {
    bool in_word = false;
    while (!text.empty()) {
        bool const may_begin = !in_word && (text[0] == '@' || text[0] == '#');
        auto const* const name = may_begin ? name_at(text, names) : nullptr;
        auto const size = name != nullptr ? name->written.size() : 1;
        linked += name != nullptr ? std::string_view{name->html} : text.substr(0, 1);
        in_word = is_word(text[size - 1]) || text[size - 1] == '@' || text[size - 1] == '/' || text[size - 1] == '&';
        text.remove_prefix(size);
    }
}

// In these, names are left alone: how much deeper (1) or less deep (-1) in them we are after this tag.
int step_of(std::string_view tag) {
    constexpr std::array<std::string_view, 3> kept{"a", "code", "pre"};
    bool const closes = tag.starts_with("</");
    auto const name = tag.substr(closes ? 2 : 1, tag.find_first_of(" >", 1) - (closes ? 2 : 1));
    for (auto const each : kept)
        if (name == each) return closes ? -1 : 1;
    return 0;
}

}  // namespace

std::string link_names(std::string_view html, std::vector<LinkedName> const& names) {
    if (names.empty()) return std::string{html};
    std::string linked;
    int depth = 0;
    while (!html.empty()) {
        bool const is_tag = html[0] == '<';
        auto const end = is_tag ? html.find('>') : html.find('<');
        auto const part = html.substr(0, is_tag && end != std::string_view::npos ? end + 1 : end);
        if (is_tag) depth += step_of(part);
        if (is_tag || depth > 0)
            linked += part;
        else
            add_linked(linked, part, names);
        html.remove_prefix(part.size());
    }
    return linked;
}

}  // namespace collegium::federation::content
