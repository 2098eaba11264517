#include "federation/content/formulas.hpp"

#include <algorithm>

namespace collegium::federation::content {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_white(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool joins_dollar(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '\\' || c == '$';
}

// Of the next dollar sign without a backslash; the size of the text if there is none before a backtick.
std::size_t next_dollar(std::string_view text, std::size_t from) noexcept {
    auto const end = std::min(text.size(), from + longest_formula);
    for (auto at = from; at < end; ++at) {
        if (text[at] == '$') return at;
        if (text[at] == '`') break;
        if (text[at] == '\\') ++at;
    }
    return text.size();
}

bool is_blank(std::string_view text) noexcept {
    return std::ranges::all_of(text, is_white);
}

// Whether each line but the first goes on with the formula, whatever the Markdown around it.
bool goes_on(std::string_view inside) noexcept {
    for (auto end = inside.find('\n'); end != std::string_view::npos; end = inside.find('\n')) {
        inside.remove_prefix(end + 1);
        auto const first = std::min(inside.find_first_not_of(" \t\r"), inside.size());
        auto const line = inside.substr(first);
        bool const is_last = inside.find('\n') == std::string_view::npos;
        if ((line.empty() && !is_last) || line.starts_with('\n') || line.starts_with('>') || line.starts_with("&gt;") ||
            line.starts_with("~~~"))
            return false;
    }
    return true;
}

}  // namespace

std::optional<Formula> formula_at(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size() || text[at] != '$' || (at > 0 && joins_dollar(text[at - 1]))) return std::nullopt;
    bool const is_block = text.substr(at).starts_with("$$");
    std::size_t const width = is_block ? 2 : 1;
    auto const begin = at + width, end = next_dollar(text, begin);
    if (end >= text.size() || end == begin) return std::nullopt;
    if (is_block && !text.substr(end).starts_with("$$")) return std::nullopt;
    auto const inside = text.substr(begin, end - begin), after = text.substr(end + width);
    auto const size = end + width - at;
    if (size > longest_formula || after.starts_with('$')) return std::nullopt;
    if (is_block) {
        if (is_blank(inside) || !goes_on(inside)) return std::nullopt;
        return Formula{size, true};
    }
    bool const in_one_line = inside.find_first_of("\r\n") == std::string_view::npos;
    if (!in_one_line || is_white(inside.front()) || is_white(inside.back())) return std::nullopt;
    if (!after.empty() && is_digit(after.front())) return std::nullopt;
    return Formula{size, false};
}

std::string_view tex_of(std::string_view formula, bool is_block) noexcept {
    std::size_t const width = is_block ? 2 : 1;
    return formula.substr(width, formula.size() - 2 * width);
}

}  // namespace collegium::federation::content
