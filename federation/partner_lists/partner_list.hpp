// Partner list: what a network says of institutions, signed by it (FEP-8b32), so that operators elsewhere need not ask
// about each by themselves (needs B5). A value and its proof: no clock, no network.
#pragma once

#include "crypto/keys.hpp"
#include "federation/messages/json.hpp"
#include "storage/partner_list_records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace collegium::federation::partner_lists {

constexpr std::size_t most_entries = 5'000;
constexpr std::size_t most_list_bytes = 900'000;   // of the whole, with its proof: under what one answer may have
constexpr std::size_t longest_entry_reason = 300;  // characters
constexpr std::size_t longest_network_name = 100;  // characters

// The word of the wire and of the forms: "allowed", "limited", "blocked".
std::string_view name_of(storage::ListedState state) noexcept;
std::optional<storage::ListedState> state_named(std::string_view name) noexcept;

struct Entry {
    std::string host;
    storage::ListedState state{};
    std::string reason;  // one line, may be empty
    bool operator==(Entry const&) const = default;
};

struct PartnerList {
    std::string network;  // IRI of the community whose list it is
    std::string name;     // of that community
    Instant updated{};
    std::vector<Entry> entries;  // each host once
};

// Where the list of a network is: "https://a.example/c/net" => "https://a.example/c/net/partners".
std::string list_iri(std::string_view network);

// The network's key for proofs, as its document names it.
std::string key_id_of(std::string_view network);

// One line without control characters, of at most 300 characters.
bool is_entry_reason(std::string_view text) noexcept;

// The list with the network's proof, as canonical JSON. updated is cut to whole seconds. Refuses too_large what is over
// most_entries or most_list_bytes.
Result<std::string> sign_list(PartnerList list, crypto::Ed25519PrivateKey const& key);

// A list that its network's key signed. key: raw, as it is known from elsewhere, never from the list itself. Refuses
// malformed (no list of this network; a host or a state that is none; a host twice), too_large, forged (another key, or
// a proof that does not hold) and stale (of the future; an hour is allowed). Takes some milliseconds for a large one.
Result<PartnerList> prove_list(JsonValue const& value, std::string_view network, std::string_view key, Instant now);

}  // namespace collegium::federation::partner_lists
