// Ports for the nodes of tests, of which several programs run on one computer side by side.
#pragma once

#include <cstdint>

namespace collegium::journeys {

// A port of this program alone until it ends, also while nobody listens at it. It is below those that the system gives
// to whoever connects, and nobody listened at it just now. Throws std::runtime_error if there is none.
std::uint16_t free_port();

// The first of so many in a row, at most 100.
std::uint16_t first_of_free_ports(unsigned count);

}  // namespace collegium::journeys
