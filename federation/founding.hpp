// Founding: a community comes into being with its first facilitator. That it has one is an act of the community itself,
// in the log like every other, so that a replay knows who could decide what at which time.
#pragma once

#include "federation/local_actors.hpp"
#include "federation/messages/compose.hpp"

namespace collegium::federation {

// Creates the community and, unless it has none, appoints the facilitator. Refuses what create_local_actor refuses.
Result<storage::Handle> found_community(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    Composer const& composer,
    std::string_view origin,
    NewActor const& community,
    ActorKeys const& keys,
    std::optional<storage::Handle> facilitator,
    Instant now
);

}  // namespace collegium::federation
