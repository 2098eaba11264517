// Listing: what a node says of itself or of one of its communities, so that others find it (needs K1). Signed by its
// owner (FEP-8b32), so whoever brings it, it is its owner's word.
#pragma once

#include "crypto/keys.hpp"
#include "federation/messages/json.hpp"
#include "storage/directory_records.hpp"

#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace collegium::federation::directory {

enum class ListedKind { node, network, community };

// The words of the wire, in that order.
constexpr std::array<std::string_view, 3> kind_words{"node", "network", "community"};

// What one can bring to what is listed.
constexpr std::array<std::string_view, 5> things_accepted{"members", "questions", "guides", "reviews", "partners"};

constexpr std::size_t most_listing_bytes = 4096;  // of the whole, with its proof
constexpr std::size_t longest_listed_name = 100;  // characters
constexpr std::size_t longest_listed_summary = 500;
constexpr std::size_t longest_listed_word = 100;  // a subject, a region, an audience
constexpr std::size_t most_listed_words = 10;     // subjects, languages, names in other languages

// A node that is away for the longest holidays is still listed when it comes back.
constexpr std::chrono::hours listing_life{24 * 90};
constexpr std::chrono::hours listing_renewal{24 * 30};  // its owner signs it anew at that age

struct LocalName {
    std::string language;
    std::string name;
    bool operator==(LocalName const&) const = default;
};

// What it says. Texts are plain, of one line.
struct Listed {
    std::string about;  // IRI of the node's actor or the community
    ListedKind kind{};
    std::string name;
    std::string username;          // of a community: the part of its address before '@'
    std::vector<LocalName> names;  // in other languages, by language
    std::string summary;
    std::vector<std::string> subjects;
    std::vector<std::string> phases;  // of question_context.hpp
    std::vector<std::string> languages;
    std::string region;
    std::string audience;              // whom it is for
    std::vector<std::string> accepts;  // of things_accepted
    bool operator==(Listed const&) const = default;
};

struct Listing {
    std::string id;     // IRI of what is listed, with "#listing"
    std::string owner;  // IRI of the node's actor: "https://host/"
    std::string host;
    Listed says;
    Instant updated{};
    Instant expires{};
    bool withdrawn = false;
    std::string key;  // Ed25519, raw
};

// One line without control characters, of at most that many characters.
bool fits_in_listing(std::string_view text, std::size_t most) noexcept;

// Has the form of a language's code: "en", "pt-BR" (RFC 5646).
bool is_language_code(std::string_view text) noexcept;

// "https://a.example/c/algebra" => "https://a.example/c/algebra#listing"
std::string listing_id(std::string_view about);

// Refuses malformed (not a listing, a text with control characters, a word that no list knows), foreign (id, owner and
// what is listed are not of one host, or the owner is not its node) and too_large (a limit above).
Result<Listing> read_listing(JsonValue const& value);

// A listing with a proof that its own key made. Whether that is its owner's key is asked where it is kept.
struct ProvenListing {
    Listing listing;
    std::string json;  // RFC 8785
    storage::IriHash digest{};
};

// Refuses what read_listing refuses, forged (no proof of this key, or of another host's name), and stale (expired, of
// the future, or good for longer than listings are).
Result<ProvenListing> prove_listing(JsonValue const& value, Instant now);

// The listing with its owner's proof. updated is cut to whole seconds, and expires follows from it. key_id: IRI of the
// owner's Ed25519 key.
ProvenListing sign_listing(Listing listing, std::string_view key_id, crypto::Ed25519PrivateKey const& key);

// Of two with one id, the one that counts: the same on every node, in whatever order they come.
bool is_newer(ProvenListing const& candidate, storage::ListingRecord const& known);

}  // namespace collegium::federation::directory
