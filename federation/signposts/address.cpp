#include "federation/signposts/address.hpp"

#include "config/ascii.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::signposts {

namespace {

constexpr std::string_view secure = "https://", plain = "http://", www = "www.";

constexpr std::array<std::string_view, 3> counters{"utm_", "fbclid=", "gclid="};

std::string_view scheme_of(std::string_view address) {
    for (auto const scheme : {secure, plain})
        if (ascii::lowered(address.substr(0, scheme.size())) == scheme) return scheme;
    return {};
}

// What browsers escape by themselves when they open it.
bool is_escaped_by_browsers(char c) {
    constexpr std::string_view signs = "\"<>^`{|}";
    return static_cast<unsigned char>(c) >= 0x80 || signs.find(c) != std::string_view::npos;
}

std::string escaped(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (char const c : path) {
        auto const byte = static_cast<unsigned char>(c);
        if (is_escaped_by_browsers(c))
            text.append({'%', digits[byte >> 4U], digits[byte & 0xFU]});
        else
            text += c;
    }
    return text;
}

std::string without_counters(std::string_view query) {
    std::string kept;
    while (!query.empty()) {
        auto const end = std::min(query.find('&'), query.size());
        auto const part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        bool const counts = std::ranges::any_of(counters, [&](auto name) { return part.starts_with(name); });
        if (!counts && !part.empty()) kept += (kept.empty() ? "?" : "&") + std::string{part};
    }
    return kept;
}

}  // namespace

std::optional<std::string> web_address(std::string_view typed) {
    auto const scheme = scheme_of(typed);
    if (scheme.empty()) return std::nullopt;
    auto const rest = typed.substr(scheme.size());
    auto const end = std::min(rest.find_first_of("/?#"), rest.size());
    auto const place = ascii::lowered(rest.substr(0, end)) + escaped(rest.substr(end));
    if (!Iri::parse(std::string{secure} + place)) return std::nullopt;
    return std::string{scheme} + place;
}

std::string host_of(std::string_view address) {
    auto const rest = address.substr(scheme_of(address).size());
    auto host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.starts_with(www)) host.remove_prefix(www.size());
    return std::string{host};
}

std::string page_key(std::string_view address) {
    auto const whole = address.substr(0, address.find('#'));
    auto const rest = whole.substr(scheme_of(whole).size());
    auto const beyond = rest.substr(std::min(rest.find_first_of("/?"), rest.size()));
    auto const question = std::min(beyond.find('?'), beyond.size());
    auto path = beyond.substr(0, question);
    while (path.ends_with('/')) path.remove_suffix(1);
    auto const query = beyond.substr(std::min(question + 1, beyond.size()));
    return std::string{secure} + host_of(address) + std::string{path} + without_counters(query);
}

}  // namespace collegium::federation::signposts
