// Records of what is not here yet: part of the schema in tables.hpp.
#pragma once

#include "config/clock.hpp"

#include <cstdint>
#include <string>
#include <tuple>

namespace collegium::storage {

// Something that another node has and that is wanted here: what a known thing replies to.
struct WantedRecord {
    std::uint64_t tries{};
    std::uint64_t depth{};  // how many wanted things led here, one above the other
    Instant since{};
    Instant next_try{};
    static constexpr auto fields =
        std::tuple{&WantedRecord::tries, &WantedRecord::depth, &WantedRecord::since, &WantedRecord::next_try};
    bool operator==(WantedRecord const&) const = default;
};

enum class ImportState : std::uint64_t { wanted, finished, failed };

// How far the past of another node's community is here.
struct ImportRecord {
    ImportState state{};
    std::uint64_t found{};  // of `total`, as far as we know it
    std::uint64_t total{};
    std::uint64_t tries{};  // that failed, in a row
    std::string error{};
    Instant at{};     // when this was written
    Instant whole{};  // when all of it was here for the first time
    static constexpr auto fields = std::tuple{
        &ImportRecord::state,
        &ImportRecord::found,
        &ImportRecord::total,
        &ImportRecord::tries,
        &ImportRecord::error,
        &ImportRecord::at,
        &ImportRecord::whole};
    bool operator==(ImportRecord const&) const = default;
};

}  // namespace collegium::storage
