// What the views know of adoptions: which school uses which version of a guide, and what came of it there.
#pragma once

#include "storage/guide_records.hpp"

namespace collegium::storage {

// How far a school is with a guide. The numbers are on disk: add at the end.
enum class AdoptionStage : std::uint64_t { explore, prepare, deliver, sustain };

// What a school says that has become of what it measured. The numbers are on disk: add at the end.
enum class AdoptionOutcome : std::uint64_t { none, better, same, worse };

// An adoption as its newest words have it.
struct AdoptionRecord {
    Seq words{};
    Handle by{};  // the actor of the school itself
    VersionHash version{};
    AdoptionStage stage{};
    AdoptionOutcome outcome{};  // none: not followed up
    std::uint64_t flags{};      // what its words alone say against it
    Instant began{};
    Instant updated{};
    static constexpr auto fields = std::tuple{
        &AdoptionRecord::words,
        &AdoptionRecord::by,
        &AdoptionRecord::version,
        &AdoptionRecord::stage,
        &AdoptionRecord::outcome,
        &AdoptionRecord::flags,
        &AdoptionRecord::began,
        &AdoptionRecord::updated};
    bool operator==(AdoptionRecord const&) const = default;
};

// Who looks after an adoption of this school, and what they were reminded of.
struct AdoptionCareRecord {
    Handle by{};                // the member who recorded it
    std::uint64_t reminders{};  // how many of the reminders are behind it
    bool lapsed{};              // it was said that nobody speaks of it any more
    static constexpr auto fields =
        std::tuple{&AdoptionCareRecord::by, &AdoptionCareRecord::reminders, &AdoptionCareRecord::lapsed};
    bool operator==(AdoptionCareRecord const&) const = default;
};

}  // namespace collegium::storage
