// House: a school's own sign-in that runs inside its network, where the way to others never leads (security R8).
#pragma once

#include "config/settings.hpp"
#include "server/http/host_name.hpp"

#include <optional>

namespace collegium::server::openid {

// The server that the issuer names, if the operator said that it is inside. Throws SettingsError where no issuer is
// set, or its server's name is none that can be dialled.
std::optional<Origin> house_of(Settings const& settings, bool inside);

}  // namespace collegium::server::openid
