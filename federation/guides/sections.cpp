#include "federation/guides/sections.hpp"

#include "config/phrase.hpp"

#include <algorithm>

namespace collegium::federation::guides {

std::array<SectionInfo, section_count> const& all_sections() noexcept {
    using enum Reason;
    static constexpr std::array<SectionInfo, section_count> sections{
        {{Section::summary,
          "summary",
          phrase("Plain summary"),
          phrase("What a colleague needs to know in one minute."),
          true,
          {malformed, "a guide needs the section \"Plain summary\": it is empty"},
          {too_large, "the section \"Plain summary\" of a guide is longer than 8,192 bytes"}},
         {Section::research,
          "research",
          phrase("What research says"),
          phrase("Findings, with the references that carry them."),
          true,
          {malformed, "a guide needs the section \"What research says\": it is empty"},
          {too_large, "the section \"What research says\" of a guide is longer than 8,192 bytes"}},
         {Section::practice,
          "practice",
          phrase("What practice says"),
          phrase("What happened in classrooms, and in which."),
          true,
          {malformed, "a guide needs the section \"What practice says\": it is empty"},
          {too_large, "the section \"What practice says\" of a guide is longer than 8,192 bytes"}},
         {Section::strength,
          "strength",
          phrase("How strong the evidence is"),
          phrase("What speaks for it, what speaks against it, what is not known."),
          true,
          {malformed, "a guide needs the section \"How strong the evidence is\": it is empty"},
          {too_large, "the section \"How strong the evidence is\" of a guide is longer than 8,192 bytes"}},
         {Section::transferability,
          "transferability",
          phrase("For whom it holds"),
          phrase("Phases, subjects, pupils and schools that it was tried with."),
          true,
          {malformed, "a guide needs the section \"For whom it holds\": it is empty"},
          {too_large, "the section \"For whom it holds\" of a guide is longer than 8,192 bytes"}},
         {Section::judgement,
          "judgement",
          phrase("Professional judgement"),
          phrase("What a teacher has to weigh up for their own class."),
          true,
          {malformed, "a guide needs the section \"Professional judgement\": it is empty"},
          {too_large, "the section \"Professional judgement\" of a guide is longer than 8,192 bytes"}},
         {Section::action,
          "action",
          phrase("What to do"),
          phrase("The steps, in the order in which they are taken."),
          true,
          {malformed, "a guide needs the section \"What to do\": it is empty"},
          {too_large, "the section \"What to do\" of a guide is longer than 8,192 bytes"}},
         {Section::cost,
          "cost",
          phrase("Cost and time"),
          phrase("Money, hours and training, to begin with and to go on."),
          false,
          {malformed, "a guide needs the section \"Cost and time\": it is empty"},
          {too_large, "the section \"Cost and time\" of a guide is longer than 8,192 bytes"}},
         {Section::limits,
          "limits",
          phrase("Limits"),
          phrase("When not to do this, and what can go wrong."),
          false,
          {malformed, "a guide needs the section \"Limits\": it is empty"},
          {too_large, "the section \"Limits\" of a guide is longer than 8,192 bytes"}},
         {Section::references,
          "references",
          phrase("References"),
          phrase("Remarks on the sources that are listed below."),
          false,
          {malformed, "a guide needs the section \"References\": it is empty"},
          {too_large, "the section \"References\" of a guide is longer than 8,192 bytes"}}}};
    return sections;
}

SectionInfo const& info_of(Section section) noexcept {
    return all_sections()[static_cast<std::size_t>(section)];
}

std::optional<Section> section_named(std::string_view name) noexcept {
    auto const* const found = std::ranges::find(all_sections(), name, &SectionInfo::name);
    return found == all_sections().end() ? std::nullopt : std::optional{found->section};
}

}  // namespace collegium::federation::guides
