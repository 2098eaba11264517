// Setup checks: whether a node with these settings can live on this computer, before anybody depends on it. Each check
// is a name, a state, what was found, and what to do about it (journey J1).
#pragma once

#include "config/settings.hpp"
#include "server/health/checks.hpp"

#include <filesystem>
#include <vector>

namespace collegium::server::commands {

struct SetupWishes {
    bool school_inside = false;       // the sign-in may have a private address
    std::filesystem::path backup_to;  // empty: not said
};

// What the kernel says of the clock: whether something keeps it right (adjtimex(2)).
enum class ClockKeeping { kept, not_kept, unknown };
ClockKeeping clock_keeping();

// now: of this computer. ahead_seconds: of the clock of a server that was asked; nothing if none was.
health::Check check_clock(Instant now, ClockKeeping keeping, std::optional<std::int64_t> ahead_seconds);

// left: bytes that this user may still fill; nothing if nobody knows.
health::Check check_disk(Settings const& settings, std::optional<std::uint64_t> left);

// In the order of the set-up: domain, certificate, disk, sign-in, clock, mail, backup. Asks the name server, the mail
// server and the school's sign-in, if there are any, and nobody else; each for half a minute at most.
std::vector<health::Check> setup_checks(Settings const& settings, SetupWishes const& wishes);

}  // namespace collegium::server::commands
