// Issuer: how this node calls itself towards programs (RFC 8414, 2). It is the address that they reach it at, so in a
// test network it has the port.
#pragma once

#include "server/app.hpp"

namespace collegium::server::oauth {

inline std::string const& issuer_of(App const& app) noexcept {
    return app.browser_origin;
}

}  // namespace collegium::server::oauth
