// Sections: the fixed parts of a guide, so that readers find the same answers at the same places in every guide.
#pragma once

#include "config/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace collegium::federation::guides {

// In the order in which they are read.
enum class Section : std::uint8_t {
    summary,
    research,
    practice,
    strength,
    transferability,
    judgement,
    action,
    cost,
    limits,
    references,
};

constexpr std::size_t section_count = 10;
constexpr std::size_t longest_section = 8 * 1024;  // bytes

struct SectionInfo {
    Section section;
    std::string_view name;     // on the wire and in forms; never changes
    std::string_view heading;  // in front of readers
    std::string_view hint;     // beside an empty field
    bool required;
    Refusal missing;   // what to say where a required one is empty
    Refusal too_long;  // and where it has more than longest_section bytes
};

// All of them, in order.
std::array<SectionInfo, section_count> const& all_sections() noexcept;

SectionInfo const& info_of(Section section) noexcept;
std::optional<Section> section_named(std::string_view name) noexcept;

}  // namespace collegium::federation::guides
