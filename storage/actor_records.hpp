// What the registers of actors hold: their documents, ours and fetched, and the keys of ours.
#pragma once

#include "config/clock.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace collegium::storage {

enum class ActorType : std::uint64_t { person, group, application, service, organization };

// Whether somebody lets others find what they write by searching (FEP-5feb). The numbers are on disk: add at the end.
enum class SearchConsent : std::uint64_t { unsaid, granted, refused };

// What we know of an actor's document, ours or another node's.
// A key that signed before the present one: proofs made with it still count until then.
struct EarlierKey {
    std::string id{};
    std::string key{};  // Ed25519, raw
    Instant until{};    // 1970: its owner did not say; it counts as long as their document lists it
    static constexpr auto fields = std::tuple{&EarlierKey::id, &EarlierKey::key, &EarlierKey::until};
    bool operator==(EarlierKey const&) const = default;
};

struct ActorRecord {
    ActorType type{};
    bool local{};
    std::string username{};
    std::string display_name{};
    std::string summary{};  // HTML as it came
    std::string url{};
    std::string inbox{};
    std::string shared_inbox{};
    std::string outbox{};
    std::string followers{};
    std::string rsa_key_id{};
    std::string rsa_modulus{};  // raw numbers: a PEM costs fifteen verifications to read
    std::string rsa_exponent{};
    std::string ed25519_key_id{};
    std::string ed25519_key{};
    Instant published{};
    Instant fetched{};
    Instant gone{};  // since when its own node says that it is no more; 0 while it lives
    SearchConsent search_consent{};
    bool both_voices{};  // a community: its guides need a practitioner and an academic among their authors
    std::vector<EarlierKey> earlier_keys{};  // newest first
    static constexpr auto fields =
        std::tuple{&ActorRecord::type,           &ActorRecord::local,          &ActorRecord::username,
                   &ActorRecord::display_name,   &ActorRecord::summary,        &ActorRecord::url,
                   &ActorRecord::inbox,          &ActorRecord::shared_inbox,   &ActorRecord::outbox,
                   &ActorRecord::followers,      &ActorRecord::rsa_key_id,     &ActorRecord::rsa_modulus,
                   &ActorRecord::rsa_exponent,   &ActorRecord::ed25519_key_id, &ActorRecord::ed25519_key,
                   &ActorRecord::published,      &ActorRecord::fetched,        &ActorRecord::gone,
                   &ActorRecord::search_consent, &ActorRecord::both_voices,    &ActorRecord::earlier_keys};
    static constexpr std::array<std::size_t, 2> grown{20, 21};
    bool operator==(ActorRecord const&) const = default;
};

struct SecretRecord {  // sealed: opens only with the node's sealing key
    std::string rsa_key{};
    std::string ed25519_seed{};
    std::string mark{};  // at the end of the keys' ids: empty for the first ones, another one after each change
    static constexpr auto fields = std::tuple{&SecretRecord::rsa_key, &SecretRecord::ed25519_seed, &SecretRecord::mark};
    static constexpr std::array<std::size_t, 2> grown{2, 3};
    bool operator==(SecretRecord const&) const = default;
};

}  // namespace collegium::storage
