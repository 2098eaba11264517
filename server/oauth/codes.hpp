// Authorization codes: given to the program by way of the member's browser, good once and for a short time
// (RFC 6749, 4.1.2, RFC 9700, 2.1.1).
#pragma once

#include "server/oauth/authorization.hpp"
#include "server/oauth/grants.hpp"

namespace collegium::server::oauth {

// A redirect takes a moment; a code that is shown has to be typed by somebody.
constexpr std::chrono::minutes redirected_code_lasts{1}, typed_code_lasts{10};

// A code for what the member has just allowed.
awaitable<Result<std::string>> give_code(App const& app, Authorization const& asked, Member const& member);

// A code that a program brings back.
struct Returned {
    Returned() = default;

    Program program;
    bool has_proven_itself = false;  // by its secret
    std::string code;
    std::string redirect_uri;
    std::string verifier;
};

// The tokens for it. A code that comes a second time was stolen, from one or from the other: what was given for it
// ends.
awaitable<Outcome> redeem(App const& app, Returned returned);

}  // namespace collegium::server::oauth
