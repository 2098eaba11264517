// Roll-up: what has become of a guide in the schools that use it. A function of what schools signed and of the day, so
// that every node that has the same adoptions says the same.
#pragma once

#include "federation/adoption/adoption.hpp"

namespace collegium::federation::adoption {

// What counts of an adoption.
struct SignedAdoption {
    std::string id;      // IRI
    std::string school;  // host
    storage::VersionHash version{};
    Outcome outcome{};
    std::uint64_t flags = 0;
    Instant updated{};  // by its own words
};

// Schools, each once.
struct RollUp {
    std::size_t adopted = 0;
    std::size_t followed_up = 0;
    std::size_t better = 0, same = 0, worse = 0;  // of those; no one of them weighs more than another
    std::size_t lapsed = 0;                       // of the adopted: nobody has spoken of it for long
    std::size_t set_aside = 0;                    // incomplete: not among the adopted

    bool operator==(RollUp const&) const = default;
};

// Of one school its newest adoption that is followed up counts, else its newest; of one moment that with the greater
// id. The order of the adoptions does not matter.
RollUp roll_up(std::span<SignedAdoption const> adoptions, Instant now);

// It is counted among the adopted, and among the followed up.
bool counts(std::uint64_t flags) noexcept;
bool is_followed_up(Outcome outcome, std::uint64_t flags) noexcept;

// A school that said nothing of it for thirteen months, and has not followed it up, does not speak of it any more.
bool is_lapsed(Outcome outcome, std::uint64_t flags, Instant updated, Instant now) noexcept;

// How many of the reminders to follow up are due: after 3, 6 and 12 months.
constexpr std::uint64_t most_reminders = 3;
std::uint64_t reminders_due(Instant began, Instant now) noexcept;

}  // namespace collegium::federation::adoption
