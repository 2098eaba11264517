// What the register of the safeguarding lead's cases holds. Words are sealed: whoever has the disk without the key that
// lies elsewhere does not read them.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"
#include "storage/moderation_records.hpp"

namespace collegium::storage {

// A pack of evidence that was made of a case. The pack itself is with whoever took it.
struct PackRecord {
    Handle by{};
    Instant at{};
    TokenDigest seal{};  // SHA-256 of its seal
    static constexpr auto fields = std::tuple{&PackRecord::by, &PackRecord::at, &PackRecord::seal};
    bool operator==(PackRecord const&) const = default;
};

// Under its local id.
struct SafeguardingCaseRecord {
    bool closed{};
    Handle by{};          // who told of it
    std::string words{};  // sealed
    std::vector<Handle> things{};
    std::vector<Handle> people{};
    Seq report{};  // that a moderator handed over; 0: none
    Instant created{};
    std::vector<NoteRecord> notes{};  // their words are sealed
    std::vector<PackRecord> packs{};
    static constexpr auto fields = std::tuple{
        &SafeguardingCaseRecord::closed,
        &SafeguardingCaseRecord::by,
        &SafeguardingCaseRecord::words,
        &SafeguardingCaseRecord::things,
        &SafeguardingCaseRecord::people,
        &SafeguardingCaseRecord::report,
        &SafeguardingCaseRecord::created,
        &SafeguardingCaseRecord::notes,
        &SafeguardingCaseRecord::packs};
    bool operator==(SafeguardingCaseRecord const&) const = default;
};

}  // namespace collegium::storage
