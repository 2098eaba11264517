// Local actors: the people, communities and the one Application that live on this node, each with its own keys.
#pragma once

#include "federation/signing/keyring.hpp"
#include "storage/store.hpp"

namespace collegium::federation {

struct NewActor {
    storage::ActorType type;
    std::string name;  // the part before '@'
    std::string display_name;
    std::string summary;  // plain text
};

// Lower-case letters, digits and underscores, 1 to 30: what every peer can address.
bool is_local_name(std::string_view name) noexcept;

// The same with hyphens between, at least one, up to 60: what the node itself offers to follow, such as a subject. No
// person, community or service has such a name, so none of them is ever in its way.
bool is_offered_name(std::string_view name) noexcept;

// An actor that is one of these, ours or another node's. Whoever asks to follow it may.
bool is_offered(storage::ActorRecord const& record) noexcept;

// Where an actor of ours lives: /u/name for people, /c/name for communities, / for the node itself.
std::string local_iri(std::string_view origin, storage::ActorType type, std::string_view name);

// Writes the actor with its keys. People and communities share one namespace.
// Refuses malformed (not a name) and conflict (the name is taken).
Result<storage::Handle> create_local_actor(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    std::string_view origin,
    NewActor const& actor,
    ActorKeys const& keys,
    Instant now
);

// An actor of ours by its name and kind; nothing if there is none.
std::optional<storage::Handle> find_local_actor(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name, storage::ActorType type
);

// Whoever has a page below /u/: a person, the actor of a service (notify/service.hpp), or what is offered to follow.
std::optional<storage::Handle> find_local_speaker(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name
);

}  // namespace collegium::federation
