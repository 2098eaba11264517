#include "tests/fuzz/harmless.hpp"

#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <array>

namespace collegium::fuzz {

namespace {

constexpr auto elements = std::to_array<std::string_view>(
    {"p",   "br",  "a",          "strong", "em", "b",     "i",    "u",  "del", "s",     "code",  "pre",
     "sup", "sub", "blockquote", "ul",     "ol", "li",    "span", "h1", "h2",  "h3",    "h4",    "h5",
     "h6",  "hr",  "ruby",       "rt",     "rp", "table", "tr",   "th", "td",  "thead", "tbody", "caption"}
);
constexpr auto attributes =
    std::to_array<std::string_view>({"href", "rel", "class", "lang", "align", "colspan", "rowspan"});

template <class List>
bool is_in(List const& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

void check_attribute(std::string_view name, std::string_view value, std::string const& html) {
    require(is_in(attributes, name), "no other attribute stays: " + html);
    require(value.find_first_of("<>") == std::string_view::npos, "a value has no sign of markup: " + html);
    if (name != "href") return;
    bool const leads_elsewhere =
        value.starts_with("https://") || value.starts_with("http://") || value.starts_with("mailto:");
    require(leads_elsewhere, "a link leads to a page or to somebody: " + html);
    bool const is_plain = std::ranges::none_of(value, [](char c) { return c >= 0 && c <= ' '; });
    require(is_plain, "a link has no blanks: " + html);
}

// What stands behind the name of an element: ` name="value"` as often as there are.
void check_attributes(std::string_view rest, std::string const& html) {
    while (!rest.empty()) {
        auto const equals = rest.find("=\"");
        require(rest.front() == ' ' && equals != std::string_view::npos, "an attribute has double quotes: " + html);
        auto const end = rest.find('"', equals + 2);
        require(end != std::string_view::npos, "a value ends: " + html);
        check_attribute(rest.substr(1, equals - 1), rest.substr(equals + 2, end - equals - 2), html);
        rest.remove_prefix(end + 1);
    }
}

}  // namespace

void check_harmless(std::string_view html) {
    std::string const whole{html};
    for (auto begin = html.find('<'); begin != std::string_view::npos; begin = html.find('<', begin + 1)) {
        auto const end = html.find('>', begin);
        require(end != std::string_view::npos, "an element ends: " + whole);
        auto tag = html.substr(begin + 1, end - begin - 1);
        bool const closes = tag.starts_with('/');
        if (closes) tag.remove_prefix(1);
        auto const name = tag.substr(0, tag.find(' '));
        require(is_in(elements, name), "no other element stays: " + whole);
        tag.remove_prefix(name.size());
        require(!closes || tag.empty(), "the end of an element has no attributes: " + whole);
        check_attributes(tag, whole);
        begin = end;
    }
    require(html.find('\0') == std::string_view::npos, "no zero stays: " + whole);
}

}  // namespace collegium::fuzz
