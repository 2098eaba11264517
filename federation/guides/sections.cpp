#include "federation/guides/sections.hpp"

#include <algorithm>

namespace collegium::federation::guides {

std::array<SectionInfo, section_count> const& all_sections() noexcept {
    static constexpr std::array<SectionInfo, section_count> sections{
        {{Section::summary, "summary", "In short", "What a colleague needs to know in one minute.", true},
         {Section::research, "research", "What research says", "Findings, with the references that carry them.", true},
         {Section::practice, "practice", "What practice says", "What happened in classrooms, and in which.", true},
         {Section::strength,
          "strength",
          "How strong the evidence is",
          "What speaks for it, what speaks against it, what is not known.",
          true},
         {Section::transferability,
          "transferability",
          "For whom it holds",
          "Phases, subjects, pupils and schools that it was tried with.",
          true},
         {Section::judgement,
          "judgement",
          "Where your judgement decides",
          "What a teacher has to weigh up for their own class.",
          true},
         {Section::action, "action", "What to do", "The steps, in the order in which they are taken.", true},
         {Section::cost, "cost", "Cost and time", "Money, hours and training, to begin with and to go on.", false},
         {Section::limits, "limits", "Limits", "When not to do this, and what can go wrong.", false},
         {Section::references, "references", "References", "Remarks on the sources that are listed below.", false}}};
    return sections;
}

SectionInfo const& info_of(Section section) noexcept {
    return all_sections().at(static_cast<std::size_t>(section));
}

std::optional<Section> section_named(std::string_view name) noexcept {
    auto const found = std::ranges::find(all_sections(), name, &SectionInfo::name);
    return found == all_sections().end() ? std::nullopt : std::optional{found->section};
}

}  // namespace collegium::federation::guides
