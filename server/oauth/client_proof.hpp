// Client proof: which program calls, and whether it has shown its secret (RFC 6749, 2.3).
#pragma once

#include "server/oauth/answers.hpp"
#include "server/oauth/programs.hpp"

#include <variant>

namespace collegium::server::oauth {

struct Caller {
    Caller() = default;

    Program program;
    bool has_proven_itself = false;
};

// By client_id and client_secret among the parameters, or by the Basic scheme, not by both. A missing secret is left to
// the caller of this; a wrong one, an unknown program, and two that differ are problems.
std::variant<Caller, Problem> calling_program(App const& app, Call const& call);

}  // namespace collegium::server::oauth
