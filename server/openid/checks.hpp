// Settings of the school's sign-in that would let the wrong people in, or give them what nobody meant to: they stop the
// start.
#pragma once

#include "config/settings.hpp"

namespace collegium::server::openid {

// Throws SettingsError that names the setting and the remedy: lines of roles and constituencies that name none, Google
// without a domain, Microsoft without one tenant.
void check_openid(Settings::OpenId const& settings);

}  // namespace collegium::server::openid
