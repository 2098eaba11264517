// Differences of two versions of a guide, part by part.
#pragma once

#include "federation/content/text_changes.hpp"
#include "federation/guides/guide.hpp"

namespace collegium::federation::guides {

struct ChangedPart {
    std::string_view
        name;  // "title", the name of a section, "evidence", "rating", "sources", "licence", "language", "origin"
    std::string_view heading;  // for readers
    std::vector<content::Hunk> hunks;
};

// Those that differ, in the order in which a guide is read.
std::vector<ChangedPart> differences(Guide const& before, Guide const& after);

// The same in one text, with "-" and "+" in front of what went and what came.
std::string as_text(std::vector<ChangedPart> const& parts);

}  // namespace collegium::federation::guides
