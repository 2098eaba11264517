// What the registers of partner lists hold: the lists that networks of ours publish, those of others that our operator
// reads, and what came of them here.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// What a network says of an institution. The numbers are on disk: add at the end.
enum class ListedState : std::uint64_t { allowed, limited, blocked };

struct OwnEntryKey {
    Handle network{};
    std::string host{};
    static constexpr auto fields = std::tuple{&OwnEntryKey::network, &OwnEntryKey::host};
    bool operator==(OwnEntryKey const&) const = default;
};

struct OwnEntryRecord {
    ListedState state{};
    std::string reason{};  // of one line, for people
    Instant since{};
    static constexpr auto fields = std::tuple{&OwnEntryRecord::state, &OwnEntryRecord::reason, &OwnEntryRecord::since};
    bool operator==(OwnEntryRecord const&) const = default;
};

// As it is given to whoever asks.
struct PublishedListRecord {
    Instant updated{};
    std::string json{};  // RFC 8785, with its proof
    static constexpr auto fields = std::tuple{&PublishedListRecord::updated, &PublishedListRecord::json};
    bool operator==(PublishedListRecord const&) const = default;
};

// Somebody else's list that our operator reads.
struct FollowedListRecord {
    std::string network{};     // IRI of the community whose list it is
    std::string name{};        // of that community
    std::string key{};         // Ed25519, raw: as it was when our operator subscribed
    bool applies_allowed{};    // what the operator chose to happen without being asked
    bool applies_blocked{};    // blocks and limits
    bool applies_withdrawn{};  // what the list takes back
    Instant updated{};         // of the newest list that was believed
    Instant fetched{};         // when that was read
    Instant tried{};           // when we last asked
    std::string problem{};     // why what we were last given was not believed; empty: it was
    static constexpr auto fields = std::tuple{
        &FollowedListRecord::network,
        &FollowedListRecord::name,
        &FollowedListRecord::key,
        &FollowedListRecord::applies_allowed,
        &FollowedListRecord::applies_blocked,
        &FollowedListRecord::applies_withdrawn,
        &FollowedListRecord::updated,
        &FollowedListRecord::fetched,
        &FollowedListRecord::tried,
        &FollowedListRecord::problem};
    bool operator==(FollowedListRecord const&) const = default;
};

struct FollowedEntryKey {
    IriHash list{};  // of the list's IRI
    std::string host{};
    static constexpr auto fields = std::tuple{&FollowedEntryKey::list, &FollowedEntryKey::host};
    bool operator==(FollowedEntryKey const&) const = default;
};

// What our operator said to an entry. The numbers are on disk: add at the end.
enum class EntryDecision : std::uint64_t { none, taken, declined };

// What a list says of an institution, and what our operator said to it last.
struct FollowedEntryRecord {
    ListedState state{};
    std::string reason{};
    Instant since{};           // when we read it first as it is
    bool withdrawn{};          // the list says it no more
    bool waits{};              // a draft: our operator has not said anything to it as it is
    EntryDecision decision{};  // the last one, to an entry that may have changed since
    ListedState decided{};     // what the entry said then
    static constexpr auto fields = std::tuple{
        &FollowedEntryRecord::state,
        &FollowedEntryRecord::reason,
        &FollowedEntryRecord::since,
        &FollowedEntryRecord::withdrawn,
        &FollowedEntryRecord::waits,
        &FollowedEntryRecord::decision,
        &FollowedEntryRecord::decided};
    bool operator==(FollowedEntryRecord const&) const = default;
};

// That the standing of a host comes from a list and not from our operator's own hand.
struct ListCauseRecord {
    IriHash list{};
    ListedState state{};
    static constexpr auto fields = std::tuple{&ListCauseRecord::list, &ListCauseRecord::state};
    bool operator==(ListCauseRecord const&) const = default;
};

}  // namespace collegium::storage
