// Sections: the fixed parts of a guide, so that readers find the same answers at the same places in every guide.
#pragma once

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

struct SectionInfo {
    Section section;
    std::string_view name;     // on the wire and in forms; never changes
    std::string_view heading;  // in front of readers
    std::string_view hint;     // beside an empty field
    bool required;
};

// All of them, in order.
std::array<SectionInfo, section_count> const& all_sections() noexcept;

SectionInfo const& info_of(Section section) noexcept;
std::optional<Section> section_named(std::string_view name) noexcept;

}  // namespace collegium::federation::guides
