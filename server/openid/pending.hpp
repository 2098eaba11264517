// Pending sign-ins: what must be remembered between sending somebody to the school's own sign-in and their return. It
// travels in a sealed cookie of their browser, so that this node keeps nothing for those who never come back, and a
// return that somebody else began is worth nothing.
#pragma once

#include "config/clock.hpp"
#include "server/members/secrets.hpp"

#include <optional>
#include <string>

namespace collegium::server::openid {

struct Pending {
    Pending() = default;

    std::string state;
    std::string nonce;
    std::string verifier;
    std::string back;    // where they wanted to go; empty if its address is too long for a cookie
    std::string former;  // digest of the sign-in of this browser, as text, which is to be proved anew; empty: none
    Instant begun{};
};

Pending begin(members::Secrets const& secrets, std::string back, Instant now);
std::string challenge_of(Pending const& pending);  // S256 (RFC 7636)

std::string sealed(members::Secrets const& secrets, Pending const& pending);

// Nothing for what was not sealed here, or is older than ten minutes.
std::optional<Pending> pending_in(members::Secrets const& secrets, std::string_view cookie, Instant now);

}  // namespace collegium::server::openid
