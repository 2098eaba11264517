// Program: the composition root of a serving node. The only place that wires.
#pragma once

#include "config/settings.hpp"
#include "crypto/sealed.hpp"
#include "server/http/dialer.hpp"

#include <functional>
#include <optional>

namespace collegium::server {

// Serves until `wait` returns, then stops in order: answers under way are finished, deliveries stay queued. `wait` may
// call what it is given as often as it likes: it looks for a new certificate at once.
// `ready` is called once the first connection can come in. Throws what keeps a node from starting.
// school_inside: the provider of the school's own sign-in may have a private address, and nobody else.
void serve(
    Settings const& settings,
    crypto::SealingKey const& sealing_key,
    std::optional<TestNetwork> test_network,
    bool school_inside,
    std::function<void(std::uint16_t port)> const& ready,
    std::function<void(std::function<void()> const& reload)> const& wait
);

}  // namespace collegium::server
