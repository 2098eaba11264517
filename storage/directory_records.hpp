// What the registers of the directory hold: listings that their owners signed, who vouches for them with which key, and
// what the facilitators of our communities chose.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

#include <vector>

namespace collegium::storage {

enum class ChangeNumber : std::uint64_t {};  // a place in the order in which this node learnt listings, from 1

// A listing as its owner signed it, ours and others'.
struct ListingRecord {
    std::string json{};  // RFC 8785, with its proof: the same bytes on every node
    std::string host{};  // of its owner
    ChangeNumber change{};
    Instant updated{};
    Instant expires{};
    bool withdrawn{};       // kept until it expires, so that no older copy comes back
    IriHash digest{};       // of json
    std::string told_by{};  // the partner that brought it; empty: this node made it
    static constexpr auto fields = std::tuple{
        &ListingRecord::json,
        &ListingRecord::host,
        &ListingRecord::change,
        &ListingRecord::updated,
        &ListingRecord::expires,
        &ListingRecord::withdrawn,
        &ListingRecord::digest,
        &ListingRecord::told_by};
    bool operator==(ListingRecord const&) const = default;
};

// A host of which there are listings.
struct ListingHostRecord {
    std::string key{};      // Ed25519, raw: the one that signs all listings of this host
    std::uint64_t count{};  // of its listings here
    static constexpr auto fields = std::tuple{&ListingHostRecord::key, &ListingHostRecord::count};
    bool operator==(ListingHostRecord const&) const = default;
};

// How far a partner's directory was read.
struct ListingCursorRecord {
    std::string order{};     // the name of the partner's order: numbers of another one mean nothing
    ChangeNumber reached{};  // in the partner's order
    Instant begun{};         // when it was last read from the beginning
    Instant rests_until{};   // the partner has no directory: it is not asked before
    static constexpr auto fields = std::tuple{
        &ListingCursorRecord::order,
        &ListingCursorRecord::reached,
        &ListingCursorRecord::begun,
        &ListingCursorRecord::rests_until};
    bool operator==(ListingCursorRecord const&) const = default;
};

// That a community of ours is to be listed, and what its facilitators say of it there.
struct ListedRecord {
    bool is_network{};
    std::string summary{};
    std::vector<std::string> subjects{};
    std::vector<std::string> phases{};
    std::vector<std::string> languages{};
    std::string region{};
    std::string audience{};
    std::vector<std::string> accepts{};
    static constexpr auto fields = std::tuple{
        &ListedRecord::is_network,
        &ListedRecord::summary,
        &ListedRecord::subjects,
        &ListedRecord::phases,
        &ListedRecord::languages,
        &ListedRecord::region,
        &ListedRecord::audience,
        &ListedRecord::accepts};
    bool operator==(ListedRecord const&) const = default;
};

}  // namespace collegium::storage
