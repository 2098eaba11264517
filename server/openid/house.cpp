#include "server/openid/house.hpp"

namespace collegium::server::openid {

std::optional<Origin> house_of(Settings const& settings, bool inside) {
    if (!inside) return std::nullopt;
    constexpr std::string_view https = "https://";
    std::string_view host = settings.openid.issuer;
    if (!host.starts_with(https))
        throw SettingsError{"--school-sign-in-inside needs openid.issuer: set it, or leave the option out"};
    host.remove_prefix(https.size());
    auto const origin = parse_origin(host.substr(0, host.find('/')));
    if (!origin)
        throw SettingsError{
            "--school-sign-in-inside: openid.issuer names its server by an address or a short name: give it a full "
            "name "
            "such as login.school.example in your own name server"};
    return *origin;
}

}  // namespace collegium::server::openid
