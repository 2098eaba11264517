// What the register of consent holds of a pupil: how old they are, roughly, and who agreed to what.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// How old a pupil is; a day of birth is never kept. The numbers are on disk: add at the end.
enum class AgeBand : std::uint64_t { unknown, under_13, from_13, from_16, adult };

// Who agreed. The numbers are on disk: add at the end.
enum class ConsentGiver : std::uint64_t { nobody, pupil, guardian };

// What somebody agreed to. The numbers are on disk: one bit each, add at the end.
enum class ConsentPurpose : std::uint64_t {
    writing = 1,  // what they write is kept, and members of this node read it
    council = 2,  // they help to write what a council says outside
};

// The newest word about one pupil.
struct ConsentRecord {
    AgeBand band{};
    ConsentGiver giver{};
    std::uint64_t purposes{};
    Instant given{};      // 0: nobody has agreed yet
    Handle by{};          // who recorded the newest word: the pupil, or staff for whoever is responsible for them
    std::string proof{};  // where the signed form is, in words of the one who recorded it; may be empty
    Instant withdrawn{};  // 0: it stands
    bool erased{};        // after a withdrawal: all that they wrote is deleted by now
    static constexpr auto fields = std::tuple{
        &ConsentRecord::band,
        &ConsentRecord::giver,
        &ConsentRecord::purposes,
        &ConsentRecord::given,
        &ConsentRecord::by,
        &ConsentRecord::proof,
        &ConsentRecord::withdrawn,
        &ConsentRecord::erased};
    bool operator==(ConsentRecord const&) const = default;
};

}  // namespace collegium::storage
