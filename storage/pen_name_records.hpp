// What is kept of reviews under pen names: what reviewers handed in, at their own node and at the one that publishes
// it, and who speaks under which name, at the latter alone.
#pragma once

#include "storage/guide_records.hpp"

namespace collegium::storage {

// What became of a review that was handed in. The numbers are on disk: add at the end.
enum class HandInState : std::uint64_t { waiting, published, refused, withdrawn };

struct HandInRecord {
    Seq seq{};  // of the Offer
    Handle by{};
    Handle community{};  // of the guide: its node publishes
    Handle request{};    // the Offer that asked for it
    VersionHash version{};
    HandInState state{};
    Seq answered{};   // the community's Accept or Reject; 0: none yet
    Handle review{};  // as it was published; 0: it was not
    static constexpr auto fields = std::tuple{
        &HandInRecord::seq,
        &HandInRecord::by,
        &HandInRecord::community,
        &HandInRecord::request,
        &HandInRecord::version,
        &HandInRecord::state,
        &HandInRecord::answered,
        &HandInRecord::review};
    bool operator==(HandInRecord const&) const = default;
};

// Whom an actor of ours speaks for, and of which guide. Nothing that leaves this node says it.
struct PenNameRecord {
    Handle guide{};
    Handle person{};
    static constexpr auto fields = std::tuple{&PenNameRecord::guide, &PenNameRecord::person};
    bool operator==(PenNameRecord const&) const = default;
};

}  // namespace collegium::storage
