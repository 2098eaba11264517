// Facts: what the settings and the store of a node say at this moment, as far as its papers for data protection speak
// of it. Numbers and institutions; no member's name.
#pragma once

#include "config/settings.hpp"
#include "server/backup/last.hpp"
#include "storage/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::server::papers {

struct Partner {
    std::string host;
    std::string name;  // on its card, as it wrote it; the host where there is none
    storage::PartnerState state{};
    Instant since{};
};

// How much went to a partner, or to a service outside, in the days that are counted.
struct Gone {
    std::string host;
    std::uint64_t delivered{};
    std::uint64_t refused{};
};

struct Service {
    std::string name;
    std::string id;  // the address by which it calls itself
};

// How many people hold a role, and how many of them have a second factor.
struct Holders {
    std::string role;   // as settings name it
    std::string words;  // for people
    std::uint64_t people{};
    std::uint64_t guarded{};
};

struct People {
    std::uint64_t adults{};   // with an account that is not closed
    std::uint64_t pupils{};   // the same
    std::uint64_t waiting{};  // who asked to be let in
    std::uint64_t closed{};
};

struct Consents {
    std::uint64_t by_pupils{};
    std::uint64_t by_guardians{};
    std::uint64_t withdrawn{};
};

// Phrases that are watched for, by what happens to words in which one is found.
struct Watched {
    std::uint64_t told{};
    std::uint64_t held{};
    std::uint64_t refused{};
    std::uint64_t dotted{};
    std::uint64_t all() const noexcept { return told + held + refused + dotted; }
};

struct Facts {
    Settings settings;
    Instant now{};
    std::vector<Partner> partners;  // by host
    bool all_rest{};                // the exchange with everybody is paused
    std::vector<Gone> gone;         // the most first
    std::vector<Service> services;
    std::vector<std::string> lists;  // addresses of networks whose partner list the operator reads
    std::vector<Holders> roles;      // each of them, in the order of the table of roles
    People people;
    Consents consents;
    Watched watched;
    std::uint64_t communities{};
    std::uint64_t pictures{};
    std::uint64_t programs{};
    std::uint64_t audit_entries{};
    std::uint64_t holds{};  // on accounts and cases, of which nothing is disposed of
    std::optional<backup::LastBackup> backup;
};

// From one snapshot of the store, and from the note that backups leave in the data folder.
Facts facts_of(Settings const& settings, storage::ReadTx const& tx, storage::Tables const& tables, Instant now);

// All that is in them, as one JSON object.
std::string json_of(Facts const& facts);

// "2026-11-29"
std::string date_of(Instant when);

// Those with whom something is exchanged, now or after a pause.
bool is_partner(Partner const& partner) noexcept;

}  // namespace collegium::server::papers
