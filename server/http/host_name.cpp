#include "server/http/host_name.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_label(std::string_view text) noexcept {
    constexpr std::size_t most = 63;
    if (text.empty() || text.size() > most || text.starts_with('-') || text.ends_with('-')) return false;
    return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

// The rule of the URL standard ("ends in a number"), which browsers go by.
bool is_number(std::string_view label) noexcept {
    if (!label.starts_with("0x")) return std::ranges::all_of(label, is_digit);
    return label.find_first_not_of("0123456789abcdef", 2) == label.npos;
}

}  // namespace

bool is_host_name(std::string_view text) noexcept {
    constexpr std::size_t most = 253;
    if (text.size() > most) return false;

    std::size_t labels = 0;
    for (auto rest = text;; ++labels) {
        auto const dot = std::min(rest.find('.'), rest.size());
        if (!is_label(rest.substr(0, dot))) return false;
        if (dot == rest.size()) return labels > 0 && !is_number(rest);
        rest.remove_prefix(dot + 1);
    }
}

Result<Origin> parse_origin(std::string_view host) {
    Origin origin;
    auto const colon = std::min(host.find(':'), host.size());
    if (!is_host_name(host.substr(0, colon))) return Refusal{Reason::forbidden_place, "not the name of a host"};
    origin.name = host.substr(0, colon);
    if (colon == host.size()) return origin;

    std::uint16_t port = 0;
    auto const* const first = host.data() + colon + 1;
    auto const* const last = host.data() + host.size();
    auto const [end, problem] = std::from_chars(first, last, port);
    if (problem != std::errc{} || end != last || port == 0) return Refusal{Reason::forbidden_place, "port"};
    origin.port = port;
    return origin;
}

}  // namespace collegium::server
