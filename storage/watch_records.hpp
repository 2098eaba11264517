// What the registers of watch lists hold: the phrases, and what they found.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// The numbers are on disk: add at the end.
enum class WatchAction : std::uint64_t {
    alert,   // the safeguarding lead is told
    hold,    // it waits for a facilitator, and the lead is told
    block,   // it is not taken
    censor,  // dots stand in its place; from elsewhere, or where none can, it waits
};

// On whose words. The numbers are on disk: add at the end.
enum class WatchWhom : std::uint64_t { everyone, pupils, newcomers };

// Under its local id.
struct WatchRecord {
    std::string phrase{};  // as it was typed
    WatchAction action{};
    WatchWhom whom{};
    Handle by{};
    Instant since{};
    static constexpr auto fields = std::tuple{
        &WatchRecord::phrase, &WatchRecord::action, &WatchRecord::whom, &WatchRecord::by, &WatchRecord::since};
    bool operator==(WatchRecord const&) const = default;
};

// That a phrase was found in something, until the safeguarding lead is told. Under a local id.
struct WatchHitRecord {
    std::string phrase{};
    Handle thing{};
    Handle author{};
    bool held{};
    static constexpr auto fields =
        std::tuple{&WatchHitRecord::phrase, &WatchHitRecord::thing, &WatchHitRecord::author, &WatchHitRecord::held};
    bool operator==(WatchHitRecord const&) const = default;
};

}  // namespace collegium::storage
