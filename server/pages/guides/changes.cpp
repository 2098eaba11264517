#include "server/pages/guides/changes.hpp"

#include "server/pages/changed_lines.hpp"

namespace collegium::server::pages {

void show_changes(
    Values& page, std::vector<federation::guides::ChangedPart> const& changes, std::string_view language
) {
    auto values = page.include("CHANGES", "guide_changes");
    values.text("LANG", language);
    for (auto const& each : changes) {
        auto part = values.repeat("CHANGED_PART");
        part.words("HEADING", each.heading);
        for (auto const& hunk : each.hunks) show_hunk(part.repeat("PART"), hunk);
    }
    if (changes.empty()) values.show("SAME_WORDS");
}

}  // namespace collegium::server::pages
