#include "server/http/syntax.hpp"

#include "config/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace collegium::server::syntax {

namespace {

using Alphabet = std::array<bool, 256>;

constexpr Alphabet alphanumeric_and(std::string_view others) {
    Alphabet alphabet{};
    for (char c = '0'; c <= '9'; ++c) alphabet[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) alphabet[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) alphabet[static_cast<unsigned char>(c)] = true;
    for (char const c : others) alphabet[static_cast<unsigned char>(c)] = true;
    return alphabet;
}

constexpr Alphabet token_chars = alphanumeric_and("!#$%&'*+-.^_`|~");
constexpr Alphabet name_chars = alphanumeric_and("-._");
constexpr std::string_view ipv6_chars = "0123456789abcdefABCDEF:.";

bool consists_of(std::string_view text, Alphabet const& alphabet) noexcept {
    return std::ranges::all_of(text, [&](char c) { return alphabet[static_cast<unsigned char>(c)]; });
}

bool is_control(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool is_visible(char c) noexcept {
    return c > 0x20 && c < 0x7f;
}

bool is_port(std::string_view text) noexcept {
    std::uint16_t port = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
    return problem == std::errc{} && end == text.data() + text.size() && port != 0;
}

// Where the port begins, with its colon; the end if there is none.
std::size_t host_end(std::string_view text) noexcept {
    if (text.starts_with('[')) return std::min(text.find(']'), text.size() - 1) + 1;
    return std::min(text.find(':'), text.size());
}

bool is_host(std::string_view text) noexcept {
    if (!text.starts_with('[')) return !text.empty() && consists_of(text, name_chars);
    if (text.size() < 4 || !text.ends_with(']')) return false;
    return text.substr(1, text.size() - 2).find_first_not_of(ipv6_chars) == text.npos;
}

}  // namespace

bool is_token(std::string_view text) noexcept {
    return !text.empty() && consists_of(text, token_chars);
}

bool has_no_control(std::string_view text) noexcept {
    return std::ranges::none_of(text, is_control);
}

bool is_field_value(std::string_view text) noexcept {
    return std::ranges::none_of(text, [](char c) { return is_control(c) && c != '\t'; });
}

bool is_origin_form(std::string_view target) noexcept {
    if (!target.starts_with('/') || target.starts_with("//") || target.starts_with("/\\")) return false;
    return std::ranges::all_of(target, [](char c) { return is_visible(c) && c != '#'; });
}

bool is_authority(std::string_view text) noexcept {
    auto const end = host_end(text);
    auto const port = text.substr(end);
    return is_host(text.substr(0, end)) && (port.empty() || (port.starts_with(':') && is_port(port.substr(1))));
}

std::string_view trimmed(std::string_view text) noexcept {
    auto const first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool list_has(std::string_view list, std::string_view element) noexcept {
    for (;;) {
        auto const comma = std::min(list.find(','), list.size());
        if (ascii::equal_ignoring_case(trimmed(list.substr(0, comma)), element)) return true;
        if (comma == list.size()) return false;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace collegium::server::syntax
