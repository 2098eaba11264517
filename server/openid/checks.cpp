#include "server/openid/checks.hpp"

#include "server/members/words.hpp"

namespace collegium::server::openid {

namespace {

// "Leads=research_lead", with one of the names of the table behind the sign.
template <class Value>
void check_lines(
    std::string const& setting, std::vector<std::string> const& lines, std::span<members::Named<Value> const> names
) {
    for (auto const& line : lines) {
        auto const sign = line.rfind('=');
        bool const fits = sign != std::string::npos && sign > 0 &&
                          members::value_named(names, std::string_view{line}.substr(sign + 1)).has_value();
        if (!fits)
            throw SettingsError{
                setting + " holds \"" + line + "\": write a group, \"=\" and one of " + members::choices_of(names)};
    }
}

// Everybody can have an account there.
void check_place(Settings::OpenId const& settings) {
    if (settings.issuer == "https://accounts.google.com" && settings.hosted_domain.empty())
        throw SettingsError{
            "openid.hosted_domain is missing: everybody with a Google account could come in. Set it to your school's "
            "domain"};
    constexpr std::string_view microsoft = "https://login.microsoftonline.com/";
    if (settings.issuer.starts_with(microsoft) && settings.issuer != std::string{microsoft} + settings.tenant + "/v2.0")
        throw SettingsError{
            "openid.tenant and openid.issuer do not agree: set tenant to your directory's id, and issuer to " +
            std::string{microsoft} + "THAT-ID/v2.0"};
}

}  // namespace

void check_openid(Settings::OpenId const& settings) {
    check_lines("openid.roles", settings.roles, members::roles());
    check_lines("openid.constituencies", settings.constituencies, members::constituencies());
    check_place(settings);
}

}  // namespace collegium::server::openid
