// What the views know of guides: their versions, what they were made from, and what others would change in them.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

using VersionHash = std::array<std::uint8_t, 32>;  // SHA-256 of the words; all zero: none

struct VersionKey {  // versions of a guide
    Handle of{};
    VersionHash version{};
    static constexpr auto fields = std::tuple{&VersionKey::of, &VersionKey::version};
    bool operator==(VersionKey const&) const = default;
};

// The Create or Update that says these words. Of several, the author's own before one that was written down here, then
// the oldest: the same one on every node that has them all.
struct VersionRecord {
    Seq seq{};
    Instant updated{};
    IriHash act{};  // its id, hashed
    bool written_down{};
    VersionHash previous{};
    static constexpr auto fields = std::tuple{
        &VersionRecord::seq,
        &VersionRecord::updated,
        &VersionRecord::act,
        &VersionRecord::written_down,
        &VersionRecord::previous};
    bool operator==(VersionRecord const&) const = default;
};

// What a guide is of what it was made from, or that something came up at an event. The numbers are on disk: add at the
// end.
enum class Derivation : std::uint64_t { from_question, adaptation, translation, from_event };

// What became of a suggested change. The numbers are on disk: add at the end.
enum class SuggestionState : std::uint64_t { sent, seen, declined, merged, withdrawn };

struct SuggestionRecord {
    Seq seq{};  // of the Offer
    Handle by{};
    SuggestionState state{};
    Seq answered{};  // the Accept or Reject; 0: none yet
    static constexpr auto fields = std::tuple{
        &SuggestionRecord::seq, &SuggestionRecord::by, &SuggestionRecord::state, &SuggestionRecord::answered};
    bool operator==(SuggestionRecord const&) const = default;
};

// What somebody writes and nobody else has seen yet.
struct GuideDraftRecord {
    std::string guide;      // its members on the wire, as JSON
    std::string community;  // IRI; may be empty
    std::uint64_t audience{};
    Handle replaces{};  // the guide of which it will be a version; 0: a new one
    Instant saved{};
    VersionHash base{};  // the version of it that is changed here; all zero: a new guide
    static constexpr auto fields = std::tuple{
        &GuideDraftRecord::guide,
        &GuideDraftRecord::community,
        &GuideDraftRecord::audience,
        &GuideDraftRecord::replaces,
        &GuideDraftRecord::saved,
        &GuideDraftRecord::base};
    bool operator==(GuideDraftRecord const&) const = default;
};

// How an address answered on which a guide rests.
struct LinkRecord {
    Instant checked{};
    Instant failing_since{};   // 0: it works
    std::uint64_t failures{};  // one after the other
    static constexpr auto fields = std::tuple{&LinkRecord::checked, &LinkRecord::failing_since, &LinkRecord::failures};
    bool operator==(LinkRecord const&) const = default;
};

}  // namespace collegium::storage
