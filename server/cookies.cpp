#include "server/cookies.hpp"

namespace collegium::server::cookies {

namespace {

constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=";

}  // namespace

std::string_view value_of(Request const& request, std::string_view name) noexcept {
    auto rest = request.field("cookie");
    while (!rest.empty()) {
        auto pair = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return {};
}

std::string keep(std::string_view name, std::string_view value, unsigned days, FromLinks from_links) {
    std::string field{name};
    field += "=";
    field += value;
    field += attributes;
    field += from_links == FromLinks::yes ? "Lax" : "Strict";
    field += "; Max-Age=" + std::to_string(days * 86'400u);
    return field;
}

std::string forget(std::string_view name) {
    return std::string{name} + "=" + std::string{attributes} + "Lax; Max-Age=0";
}

}  // namespace collegium::server::cookies
