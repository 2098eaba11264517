// Renewal: a new access token for a refresh token, which is good once (RFC 6749, 6, RFC 9700, 4.14).
#pragma once

#include "server/oauth/grants.hpp"

namespace collegium::server::oauth {

struct Renewal {
    Renewal() = default;

    Program program;
    std::string refresh;
    std::vector<std::string> scopes;  // fewer than were given; empty: the same
};

// New tokens in place of the old ones. A refresh token that comes a second time was stolen, from one or from the other:
// the whole leave ends.
awaitable<Outcome> renew(App const& app, Renewal renewal);

}  // namespace collegium::server::oauth
