#include "federation/content/allowed_html.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::content {

namespace {

constexpr std::array<std::string_view, 9> classes{
    "mention", "hashtag", "h-card", "u-url", "invisible", "ellipsis", "p-name", "u-photo", "quote-inline"};

bool is_class(std::string_view name) {
    constexpr std::string_view language = "language-";
    if (std::ranges::find(classes, name) != classes.end()) return true;
    return name.starts_with(language) && name.size() > language.size() && name.size() < 40 &&
           std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '+';
           });
}

}  // namespace

bool is_link(std::string_view href) noexcept {
    if (std::ranges::any_of(href, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }))
        return false;
    return href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:");
}

std::string kept_classes(std::string_view value) {
    std::string kept;
    while (!value.empty()) {
        auto const end = value.find(' ');
        auto const name = value.substr(0, end);
        if (is_class(name)) kept += (kept.empty() ? "" : " ") + std::string{name};
        value = end == std::string_view::npos ? std::string_view{} : value.substr(end + 1);
    }
    return kept;
}

bool is_language(std::string_view value) noexcept {
    return !value.empty() && value.size() <= 35 && std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_alignment(std::string_view value) noexcept {
    return value == "left" || value == "center" || value == "right";
}

bool is_span(std::string_view value) noexcept {
    if (value == "20" || (value.size() == 1 && value.front() >= '2' && value.front() <= '9')) return true;
    return value.size() == 2 && value.front() == '1' && value.back() >= '0' && value.back() <= '9';
}

}  // namespace collegium::federation::content
