#include "config/settings.hpp"

#include <algorithm>
#include <charconv>

namespace collegium {

namespace {

bool is_label(std::string_view label) noexcept {
    auto const legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, legal);
}

}  // namespace

bool is_host_name(std::string_view text) noexcept {
    if (text.size() > 253 || text.find('.') == std::string_view::npos) return false;
    while (true) {
        auto const dot = text.find('.');
        if (!is_label(text.substr(0, dot))) return false;
        bool const is_last = dot == std::string_view::npos;
        if (is_last) return text.front() < '0' || text.front() > '9';  // or an Iri would have no such host
        text.remove_prefix(dot + 1);
    }
}

std::optional<ProxyPlace> proxy_place(std::string_view address) {
    constexpr std::string_view http = "http://";
    if (!address.starts_with(http)) return std::nullopt;
    address.remove_prefix(http.size());
    if (address.ends_with('/')) address.remove_suffix(1);
    auto const colon = address.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto const host = address.substr(0, colon), digits = address.substr(colon + 1);
    unsigned port = 0;
    auto const [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    bool const is_port = problem == std::errc{} && end == digits.data() + digits.size() && port > 0 && port < 65'536;
    auto const legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    if (!is_port || !std::ranges::all_of(host, legal)) return std::nullopt;
    return ProxyPlace{std::string{host}, static_cast<std::uint16_t>(port)};
}

}  // namespace collegium
