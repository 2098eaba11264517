// Measure: what a school found with a tool for measuring, before or after it used a guide. Figures are of groups, never
// of single people.
#pragma once

#include "federation/instruments/instrument.hpp"

namespace collegium::federation::adoption {

using guides::Problem;
using instruments::Better;

// A smaller group may tell who is in it (needs, 8.13).
constexpr std::uint64_t fewest_people = 10;
constexpr std::uint64_t most_people = 1'000'000;
constexpr std::size_t longest_measure_note = 1000;  // bytes

struct Measure {
    std::string instrument;    // IRI
    std::string version;       // "sha-256:…" of the instrument
    std::string name;          // of the instrument, for those who do not have it
    Better better{};           // as the instrument says
    std::string value;         // a decimal number as it was typed: "12.5"
    std::uint64_t people = 0;  // in the group
    std::string taken;         // the day: "2026-10-01"
    std::string note;          // plain text, may be empty

    bool operator==(Measure const&) const = default;
};

// In thousandths. Digits with at most three of them after a point or a comma, at most nine before it, and perhaps a
// minus; nothing for anything else.
std::optional<std::int64_t> figure_of(std::string_view text);

// What is wrong with it in itself: "instrument", "value", "people", "taken", "note", after `start`.
std::vector<Problem> problems_of(Measure const& measure, std::string const& start);

// Both were made with the same version of the same instrument, so that they may be compared.
bool is_comparable(Measure const& first, Measure const& second) noexcept;

// How the second figure is to the first. Both are figures, and comparable.
enum class Trend : std::uint8_t { up, level, down };  // up: good news
Trend trend_of(Measure const& baseline, Measure const& follow_up);

// A day as forms write it.
bool is_day(std::string const& text);

}  // namespace collegium::federation::adoption
