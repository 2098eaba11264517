// Limits: how often programs may do from one place what costs this node something (security W12).
#pragma once

#include "server/throttle.hpp"

namespace collegium::server::oauth {

constexpr std::chrono::minutes limit_window{15};

// A school is one address to the world, so the measures are those of a whole school.
struct Limits {
    Throttle registrations{60, limit_window};     // by address
    Throttle token_requests{600, limit_window};   // by address; the secrets themselves are too long to be guessed
    Throttle codes{30, limit_window};             // by account: each one is written down
    Throttle document_fetches{30, limit_window};  // by account: each one makes this node ask a stranger
};

}  // namespace collegium::server::oauth
