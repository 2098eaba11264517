#include "server/mastodon/posting_text.hpp"

#include "config/ascii.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

namespace {

constexpr std::string_view blanks = " \t\n";

bool is_letter(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_of_host(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x80 && (is_letter(c) || c == '-' || c == '.' || c == ':');
}

bool is_of_name(char c) {
    return static_cast<unsigned char>(c) < 0x80 && (is_letter(c) || c == '-' || c == '.');
}

template <class Predicate>
std::size_t length_while(std::string_view text, Predicate fits) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, fits) - text.begin());
}

// A full stop behind a name ends the sentence.
std::size_t without_final_stops(std::string_view text, std::size_t length) {
    while (length > 0 && (text[length - 1] == '.' || text[length - 1] == '-' || text[length - 1] == ':')) --length;
    return length;
}

// How long the mark at the beginning of the text is, with its '@' or '#'; 0 if there is none.
std::size_t mark_length(std::string_view text) {
    auto const rest = text.substr(1);
    if (text.front() == '#') {
        auto const length = length_while(rest, is_letter);
        bool const only_digits = length_while(rest, [](char c) { return c >= '0' && c <= '9'; }) == length;
        return only_digits ? 0 : length + 1;
    }
    auto const name = without_final_stops(rest, length_while(rest, is_of_name));
    if (name == 0) return 0;
    if (name == rest.size() || rest[name] != '@') return name + 1;
    auto const behind = rest.substr(name + 1);
    auto const host = without_final_stops(behind, length_while(behind, is_of_host));
    return host == 0 ? name + 1 : name + host + 2;
}

// Calls visit(position, length) for each mark. Code is left alone: between backticks, as many as there are.
template <class Visit>
void each_mark(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '`') {
            auto const fence = length_while(text.substr(at), [](char c) { return c == '`'; });
            auto const end = text.find(text.substr(at, fence), at + fence);
            at = end == std::string_view::npos ? at + fence : end + fence;
            continue;
        }
        bool const begins = at == 0 || blanks.find(text[at - 1]) != std::string_view::npos || text[at - 1] == '(';
        bool const is_sign = text[at] == '@' || text[at] == '#';
        auto const length = begins && is_sign ? mark_length(text.substr(at)) : 0;
        if (length > 0) visit(at, length);
        at += std::max<std::size_t>(length, 1);
    }
}

void add_once(std::vector<std::string>& list, std::string value) {
    auto const is_same = [&](std::string const& each) { return ascii::equal_ignoring_case(each, value); };
    if (std::ranges::none_of(list, is_same)) list.push_back(std::move(value));
}

std::string trimmed(std::string_view text) {
    auto const begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return std::string{text.substr(begin, text.find_last_not_of(blanks) - begin + 1)};
}

}  // namespace

Marks marks_in(std::string_view text) {
    Marks marks;
    each_mark(text, [&](std::size_t at, std::size_t length) {
        auto const word = text.substr(at + 1, length - 1);
        if (text[at] == '@')
            add_once(marks.names, ascii::lowered(word));
        else
            add_once(marks.tags, std::string{word});
    });
    return marks;
}

bool has_tag(Marks const& marks, std::string_view tag) {
    return std::ranges::any_of(marks.tags, [&](auto const& each) { return ascii::equal_ignoring_case(each, tag); });
}

std::string without_word(std::string_view text, std::string_view word) {
    std::string kept;
    std::size_t from = 0;
    each_mark(text, [&](std::size_t at, std::size_t length) {
        if (!ascii::equal_ignoring_case(text.substr(at, length), word)) return;
        kept += text.substr(from, at - from);
        from = at + length;
        bool const blank_before = kept.empty() || blanks.find(kept.back()) != std::string::npos;
        if (blank_before && from < text.size() && text[from] == ' ') ++from;
    });
    kept += text.substr(from);
    return trimmed(kept);
}

std::string tidy(std::string_view text) {
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r')
            lines += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            lines += '\n';
    return trimmed(lines);
}

Titled titled(std::string_view text) {
    auto const end = std::min(text.find('\n'), text.size());
    auto title = text.substr(0, end);
    auto const heading = length_while(title, [](char c) { return c == '#'; });
    if (title.substr(heading).starts_with(' ')) title.remove_prefix(heading);
    return {trimmed(title), trimmed(text.substr(end))};
}

}  // namespace collegium::server::mastodon
