#include "federation/content/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace collegium::federation::content {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&#39;", "'"},
    {"&apos;", "'"},
    {"&nbsp;", " "},
}};

bool ends_a_line(std::string_view tag) {
    static constexpr std::array<std::string_view, 15> names{
        "br", "p", "/p", "div", "/div", "li", "/li", "h1", "h2", "h3", "/h1", "/h2", "/h3", "tr", "/table"};
    return std::ranges::find(names, tag) != names.end();
}

bool ends_a_cell(std::string_view tag) {
    return tag == "/td" || tag == "/th";
}

bool begins_tag(std::string_view html) {
    if (!html.starts_with('<')) return false;
    char const next = html.size() > 1 ? html[1] : ' ';
    return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
}

// The name at the start of "name attributes...".
std::string_view tag_name(std::string_view inside) {
    auto const ends = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/'; };
    auto const after = inside.begin() + (inside.empty() ? 0 : 1);
    return {inside.begin(), std::find_if(after, inside.end(), ends)};
}

bool begins_markup(char c) {
    return c == '<' || c == '&';
}

void append_line_end(std::string& text) {
    if (!text.empty() && text.back() != '\n') text += '\n';
}

std::size_t append_entity(std::string& text, std::string_view rest) {
    for (auto const& [name, meaning] : entities) {
        if (!rest.starts_with(name)) continue;
        text += meaning;
        return name.size();
    }
    text += '&';
    return 1;
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
}

bool is_part_of_mention(char c) {
    constexpr std::string_view others = "._-@";
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || others.find(c) != std::string_view::npos;
}

}  // namespace

std::string plain_text(std::string_view html) {
    std::string text;
    while (!html.empty()) {
        std::size_t used = 1;
        if (begins_tag(html)) {
            auto const end = html.find('>');
            auto const name = tag_name(html.substr(1, end == std::string_view::npos ? end : end - 1));
            if (ends_a_line(name)) append_line_end(text);
            if (ends_a_cell(name)) text += ' ';
            used = end == std::string_view::npos ? html.size() : end + 1;
        } else if (html.front() == '&') {
            used = append_entity(text, html);
        } else {
            used = static_cast<std::size_t>(std::ranges::find_if(html.substr(1), begins_markup) - html.begin());
            text += html.substr(0, used);
        }
        html.remove_prefix(used);
    }
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

std::string from_plain_text(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (char const c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else
            html += c;
    }
    return html;
}

std::size_t characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string cut(std::string_view text, std::size_t most) {
    constexpr std::string_view ellipsis = "…";
    if (text.size() <= most) return std::string{text};
    auto size = most - ellipsis.size();
    while (size > 0 && !begins_character(text[size])) --size;
    return std::string{text.substr(0, size)} + std::string{ellipsis};
}

std::string cut_characters(std::string_view text, std::size_t most) {
    if (characters(text) <= most) return std::string{text};
    std::size_t size = 0;
    for (std::size_t begun = 0; begun < most || !begins_character(text[size]); ++size)
        if (begins_character(text[size])) ++begun;
    return cut(text, size);
}

std::string_view without_leading_mentions(std::string_view text) {
    auto rest = text;
    while (true) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \n"), rest.size()));
        if (!rest.starts_with('@')) break;
        rest.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(rest, is_part_of_mention) - rest.begin()));
    }
    return rest.empty() ? text : rest;
}

}  // namespace collegium::federation::content
