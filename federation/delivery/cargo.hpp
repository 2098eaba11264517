// Cargo: what is needed to deliver one entry of the log to one host, read in one snapshot.
#pragma once

#include "config/clock.hpp"
#include "federation/delivery/letters.hpp"

namespace collegium::federation {

struct Recipient {
    std::string iri;
    std::string inbox;  // the shared one if there is one; empty if the actor's document must be fetched first
};

struct Cargo {
    Signer signer;
    std::shared_ptr<Letter const> letter;
    std::vector<Recipient> recipients;  // those who were named, and those who follow; without those who are gone
};

// Actors' documents are good for this long.
constexpr std::chrono::hours document_freshness{24};

// Nothing if the row is gone.
std::optional<Cargo> load_cargo(
    Node const& node,
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::shared_ptr<Letter const> letter,
    storage::EntryKey key
);

// Where an actor wants what is for it.
std::string const& inbox_of(storage::ActorRecord const& record);

}  // namespace collegium::federation
