#include "server/oauth/redirects.hpp"

#include "config/ascii.hpp"
#include "server/forms.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace collegium::server::oauth {

namespace {

// Schemes that browsers and systems know already: no program may call one its own.
constexpr auto taken_schemes = std::to_array<std::string_view>(
    {"http",     "https",  "javascript", "vbscript", "data", "blob",    "file",        "filesystem", "about",
     "ftp",      "ws",     "wss",        "mailto",   "tel",  "sms",     "view-source", "urn",        "chrome",
     "resource", "intent", "cid",        "mid",      "jar",  "wyciwyg", "feed"}
);

constexpr auto own_computer = std::to_array<std::string_view>({"localhost", "127.0.0.1", "[::1]"});

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < '\x7F' && std::string_view{"\"<>\\^`{|}#"}.find(c) == std::string_view::npos;
    });
}

bool is_scheme(std::string_view text) {
    auto const is_letter = [](char c) { return ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z'; };
    auto const fits_in = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, fits_in);
}

std::string_view scheme_of(std::string_view uri) {
    auto const colon = uri.find(':');
    return colon == std::string_view::npos ? std::string_view{} : uri.substr(0, colon);
}

// An address on the member's own computer, in its parts.
struct OwnComputer {
    std::string_view host, port, rest;
};

bool is_port(std::string_view digits) {
    std::uint16_t port = 0;
    auto const* const end = digits.data() + digits.size();
    auto const read = std::from_chars(digits.data(), end, port);
    return read.ec == std::errc{} && read.ptr == end && port != 0;
}

std::optional<OwnComputer> on_own_computer(std::string_view uri) {
    constexpr std::string_view start = "http://";
    if (!uri.starts_with(start)) return std::nullopt;
    uri.remove_prefix(start.size());
    auto const host = std::ranges::find_if(own_computer, [&](auto each) { return uri.starts_with(each); });
    if (host == own_computer.end()) return std::nullopt;
    OwnComputer found{*host, {}, uri.substr(host->size())};
    if (found.rest.starts_with(':')) {
        auto const end = std::min(found.rest.find_first_of("/?"), found.rest.size());
        found.port = found.rest.substr(1, end - 1);
        found.rest.remove_prefix(end);
        if (!is_port(found.port)) return std::nullopt;
    }
    bool const ends_well = found.rest.empty() || found.rest.front() == '/' || found.rest.front() == '?';
    return ends_well ? std::optional{found} : std::nullopt;
}

}  // namespace

bool is_redirect(std::string_view uri) {
    if (uri == out_of_band) return true;
    if (uri.size() > longest_redirect || !is_plain(uri)) return false;
    auto const scheme = scheme_of(uri);
    if (scheme == "https") return Iri::parse(uri).has_value();
    if (scheme == "http") return on_own_computer(uri).has_value();
    auto const is_this = [&](auto each) { return ascii::equal_ignoring_case(each, scheme); };
    return is_scheme(scheme) && std::ranges::none_of(taken_schemes, is_this) && uri.size() > scheme.size() + 1;
}

bool fits(std::string_view registered, std::string_view asked) {
    if (registered == asked) return true;
    auto const known = on_own_computer(registered), wanted = on_own_computer(asked);
    return known && wanted && known->host == wanted->host && known->rest == wanted->rest;
}

std::string form_target(std::string_view uri) {
    if (uri == out_of_band) return {};
    if (auto const iri = Iri::parse(uri)) return std::string{iri->origin()};
    auto const own = on_own_computer(uri);
    // The policy has no spelling for an IPv6 address.
    if (!own || own->host.starts_with('[')) return std::string{scheme_of(uri)} + ":";
    return "http://" + std::string{own->host} + (own->port.empty() ? "" : ":" + std::string{own->port});
}

std::string in_words(std::string_view uri) {
    auto const iri = Iri::parse(uri);
    return iri ? std::string{iri->host()} : std::string{"a program on your device"};
}

std::string with_answers(std::string_view uri, Answers const& answers) {
    std::string whole{uri};
    char join = uri.find('?') == std::string_view::npos ? '?' : '&';
    for (auto const& [name, value] : answers) {
        whole += join;
        whole += name;
        whole += '=';
        whole += percent_encoded(value);
        join = '&';
    }
    return whole;
}

}  // namespace collegium::server::oauth
