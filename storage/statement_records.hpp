// What the register of drafts of statements holds: words that a council of this node may say of a guide one day.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// Under its council. It never leaves the node, and is gone when the statement is released.
struct StatementDraftRecord {
    Handle guide{};
    std::string words{};     // Markdown
    std::string language{};  // "en"
    Handle by{};             // whoever saved it last
    bool approved{};         // a sponsor saved it last: the whole council reads it
    Handle first{};          // who began it
    Instant saved{};
    static constexpr auto fields = std::tuple{
        &StatementDraftRecord::guide,
        &StatementDraftRecord::words,
        &StatementDraftRecord::language,
        &StatementDraftRecord::by,
        &StatementDraftRecord::approved,
        &StatementDraftRecord::first,
        &StatementDraftRecord::saved};
    bool operator==(StatementDraftRecord const&) const = default;
};

}  // namespace collegium::storage
