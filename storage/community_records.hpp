// What the views know of communities: how each is run, who its members are, and what waits for its facilitators.
#pragma once

#include "storage/view_records.hpp"

namespace collegium::storage {

// How somebody becomes a member. The numbers are on disk: add at the end.
enum class JoinPolicy : std::uint64_t { open, apply, invite };

// Who may answer. The numbers are on disk: add at the end.
enum class Answerers : std::uint64_t { anyone, members, facilitators };

// What a community was founded as. The numbers are on disk: add at the end.
enum class CommunityKind : std::uint64_t { any, subject, project, teachmeet, council, facilitators, network };

// How a community is run, as its own document says.
struct CommunityRecord {
    Seq words{};  // the act that says so; 0: another node's document does
    CommunityKind kind{};
    JoinPolicy join{};
    Answerers answers{};
    Audience audience{};  // the most people that anything in it is for; never quiet, followers or named
    bool holds{};         // what members write waits until a facilitator has approved it
    std::string rules{};  // Markdown
    std::vector<std::string> subjects{};
    std::vector<std::string> languages{};  // "en", "cy"
    Instant ends{};                        // 1970: nobody said that it ends
    std::vector<std::string> part_of{};    // IRIs of communities that it says it is part of
    std::vector<std::string> parts{};      // IRIs of communities that it says are part of it
    std::vector<std::string> known_as{};   // IRIs of communities that it agreed to take over
    std::string moved_to{};                // IRI of the community that took it over; empty: it lives
    static constexpr auto fields = std::tuple{
        &CommunityRecord::words,
        &CommunityRecord::kind,
        &CommunityRecord::join,
        &CommunityRecord::answers,
        &CommunityRecord::audience,
        &CommunityRecord::holds,
        &CommunityRecord::rules,
        &CommunityRecord::subjects,
        &CommunityRecord::languages,
        &CommunityRecord::ends,
        &CommunityRecord::part_of,
        &CommunityRecord::parts,
        &CommunityRecord::known_as,
        &CommunityRecord::moved_to};
    static constexpr std::array<std::size_t, 2> grown{12, 14};
    bool operator==(CommunityRecord const&) const = default;
};

// How somebody stands to a community. The numbers are on disk: add at the end.
enum class MembershipState : std::uint64_t { applied, invited, member, ended };

struct MembershipRecord {
    MembershipState state{};
    Seq seq{};        // what brought it about: a Join, a Follow, an Invite, or the community's own words
    Instant at{};     // of the person's own newest act, as Context::done_at has it
    Instant until{};  // 1970: for as long as they like
    static constexpr auto fields =
        std::tuple{&MembershipRecord::state, &MembershipRecord::seq, &MembershipRecord::at, &MembershipRecord::until};
    bool operator==(MembershipRecord const&) const = default;
};

// Whether somebody comes to an event. The numbers are on disk: add at the end.
enum class AttendanceState : std::uint64_t { asked, coming, refused, ended };

struct AttendanceRecord {
    AttendanceState state{};
    Seq seq{};     // the Join
    Instant at{};  // of the person's own newest act, as Context::done_at has it
    static constexpr auto fields = std::tuple{&AttendanceRecord::state, &AttendanceRecord::seq, &AttendanceRecord::at};
    bool operator==(AttendanceRecord const&) const = default;
};

}  // namespace collegium::storage
