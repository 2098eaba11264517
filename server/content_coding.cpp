#include "server/content_coding.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view white = " \t";
    auto const begin = text.find_first_not_of(white);
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

// What stands before the sign, which is taken off the text together with it.
std::string_view take_until(std::string_view& text, char sign) noexcept {
    auto const part = text.substr(0, text.find(sign));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return trimmed(part);
}

// "q=0", "Q=0.000".
bool is_nothing(std::string_view weight) noexcept {
    return (weight.starts_with("q=0") || weight.starts_with("Q=0")) &&
           weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

bool is_same(std::string_view one, std::string_view other) noexcept {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(one, other, {}, lower, lower);
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) noexcept {
    bool anything = false;
    while (!accept_encoding.empty()) {
        auto parameters = take_until(accept_encoding, ',');
        auto const name = take_until(parameters, ';');
        bool const wanted = !is_nothing(trimmed(parameters));
        if (is_same(name, coding)) return wanted;
        if (name == "*") anything = wanted;
    }
    return anything;
}

}  // namespace collegium::server
