// Whether the school's own sign-in can be reached as the settings say: the one server outside that a fresh node may
// ask.
#pragma once

#include "config/settings.hpp"
#include "server/health/checks.hpp"

#include <optional>

namespace collegium::server::commands {

struct SignInCheck {
    health::Check check;
    std::optional<std::int64_t> our_clock_ahead;  // seconds, by the Date of its answer; negative: behind
};

SignInCheck check_sign_in(Settings const& settings, bool inside);

}  // namespace collegium::server::commands
