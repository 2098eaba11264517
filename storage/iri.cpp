#include "storage/iri.hpp"

#include <algorithm>

namespace collegium {

namespace {

constexpr std::string_view scheme = "https://";

bool is_port(std::string_view port) noexcept {
    bool const in_range = port.size() < 5 || (port.size() == 5 && port <= "65535");
    return !port.empty() && in_range && port.front() != '0' &&
           std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name_byte(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_host(std::string_view host) noexcept {
    auto const colon = host.find(':');
    auto const name = host.substr(0, colon);
    if (colon != std::string_view::npos && !is_port(host.substr(colon + 1))) return false;
    if (name.empty() || name.size() > 253 || !std::ranges::all_of(name, is_name_byte)) return false;
    if (name.front() == '.' || name.front() == '-' || name.back() == '.' || name.back() == '-') return false;
    if (name.find("..") != std::string_view::npos || name.find('.') == std::string_view::npos) return false;

    // A last label of digits makes browsers and resolvers read an IPv4 address: "127.1", "0x7f.1".
    auto const last = name.substr(name.rfind('.') + 1);
    return last.front() < '0' || last.front() > '9';
}

bool is_path_byte(char c) noexcept {
    return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>' && c != '^' && c != '`' && c != '{' &&
           c != '|' && c != '}';
}

}  // namespace

Result<Iri> Iri::parse(std::string_view text) {
    if (text.size() > max_size) return Refusal{Reason::too_large, "an IRI of more than 2048 bytes"};
    if (!text.starts_with(scheme)) return Refusal{Reason::malformed, "an IRI that is not https"};

    auto const rest = text.substr(scheme.size());
    auto const host = rest.substr(0, rest.find_first_of("/?#"));
    if (!is_host(host)) return Refusal{Reason::malformed, "an IRI without a plain host name"};
    if (!std::ranges::all_of(rest.substr(host.size()), is_path_byte))
        return Refusal{Reason::malformed, "an IRI with a byte that must be escaped"};
    return Iri{std::string{text}, host.size()};
}

std::string_view Iri::target() const noexcept {
    auto const rest = std::string_view{text_}.substr(scheme.size() + host_size_);
    auto const target = rest.substr(0, rest.find('#'));
    return target.starts_with('/') ? target : std::string_view{"/"};
}

Iri Iri::without_fragment() const {
    return {text_.substr(0, text_.find('#')), host_size_};
}

}  // namespace collegium
