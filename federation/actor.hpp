// Actor: a person, a community or a node as its document describes it.
#pragma once

#include "federation/messages/json.hpp"
#include "storage/iri.hpp"
#include "storage/tables.hpp"

namespace collegium::federation {

struct Actor {
    // Refuses (malformed) what is not one of the five actor types, has no https id, no inbox at its own origin, or a
    // key that is not its own. Keys that do not parse, or that everybody has, are left out, and so is a name that is
    // none.
    static Result<Actor> parse(JsonValue const& value);

    Iri id;
    storage::ActorRecord record;

    // The form of HTTP signature that the document claims for its host (FEP-844e).
    std::optional<storage::SignatureFormat> claims = std::nullopt;

    // Of a community: when a guide in it is called reviewed, if it says so.
    std::optional<storage::GateRuleRecord> gate = std::nullopt;

    // Of a community that says how it is run.
    std::optional<storage::CommunityRecord> terms = std::nullopt;
};

// Every key that an actor's document lists, by its id; may hold empty ones.
std::vector<std::string> key_ids_of(storage::ActorRecord const& record);

// The Ed25519 key of this id, the present one or an earlier one; empty if the actor has no such key.
std::string_view ed25519_key_named(storage::ActorRecord const& record, std::string_view id) noexcept;

// The actor's IRI, for a key id in one of the forms that peers use: "actor#main-key" as well as "actor/main-key".
Result<Iri> document_of_key(std::string_view key_id);

}  // namespace collegium::federation
