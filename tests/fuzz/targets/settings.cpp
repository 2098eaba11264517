// The file of settings.
#include "config/settings.hpp"

#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

void read_settings_text(std::string_view input) {
    try {
        auto const settings = parse_settings(input, "node.toml");
        require(is_host_name(settings.node.domain), "a node that starts has a name");
        require(settings.limits.body_kib > 0 && settings.delivery.lanes > 0, "no limit is nothing");
        require(settings.safeguarding.from_hour <= 24 && settings.safeguarding.to_hour <= 24, "a day has 24 hours");
        require(settings.outgoing.proxy.empty() || proxy_place(settings.outgoing.proxy).has_value(), "a proxy is one");
    } catch (SettingsError const& problem) {
        require(!std::string_view{problem.what()}.empty(), "who is refused learns why");
    }
}

Registered const settings_target{{"settings", read_settings_text}};

}  // namespace

}  // namespace collegium::fuzz
