// What the views know of reviews: who was asked for one, what was answered, and what reviewers said of which version.
#pragma once

#include "storage/guide_records.hpp"

namespace collegium::storage {

// Whose eyes: those who would use a guide, or those who know its research. The numbers are on disk: add at the end.
enum class ReviewTrack : std::uint64_t { peer, expert };

// What should become of the version. The numbers are on disk: add at the end.
enum class ReviewVerdict : std::uint64_t { accept, minor, major, reject };

// What somebody says to a request. The numbers are on disk: add at the end.
enum class RequestAnswer : std::uint64_t { accepted, later, declined_for_now, declined };

struct ReviewRequestRecord {
    Seq seq{};  // of the Offer
    Handle guide{};
    Handle by{};
    Handle target{};  // a person or a community
    Seq withdrawn{};  // the Undo; 0: it stands
    static constexpr auto fields = std::tuple{
        &ReviewRequestRecord::seq,
        &ReviewRequestRecord::guide,
        &ReviewRequestRecord::by,
        &ReviewRequestRecord::target,
        &ReviewRequestRecord::withdrawn};
    bool operator==(ReviewRequestRecord const&) const = default;
};

// The newest answer of one person, by their own clock; of one moment, that with the greater name.
struct RequestAnswerRecord {
    Seq seq{};
    RequestAnswer answer{};
    Instant at{};
    IriHash act{};  // its id, hashed
    static constexpr auto fields = std::tuple{
        &RequestAnswerRecord::seq, &RequestAnswerRecord::answer, &RequestAnswerRecord::at, &RequestAnswerRecord::act};
    bool operator==(RequestAnswerRecord const&) const = default;
};

// A review as its newest words have it.
struct ReviewRecord {
    Seq words{};
    Handle by{};
    Handle request{};  // the Offer that it answers; 0: nobody asked
    VersionHash version{};
    ReviewTrack track{};
    ReviewVerdict verdict{};
    std::uint64_t flags{};  // what its words alone say against it
    Instant updated{};
    static constexpr auto fields = std::tuple{
        &ReviewRecord::words,
        &ReviewRecord::by,
        &ReviewRecord::request,
        &ReviewRecord::version,
        &ReviewRecord::track,
        &ReviewRecord::verdict,
        &ReviewRecord::flags,
        &ReviewRecord::updated};
    bool operator==(ReviewRecord const&) const = default;
};

// When a guide of a community is called reviewed: how many must recommend a version.
struct GateRuleRecord {
    std::uint64_t peers{};
    std::uint64_t experts{};
    std::uint64_t institutions{};  // among those peers and experts
    static constexpr auto fields =
        std::tuple{&GateRuleRecord::peers, &GateRuleRecord::experts, &GateRuleRecord::institutions};
    bool operator==(GateRuleRecord const&) const = default;
};

}  // namespace collegium::storage
