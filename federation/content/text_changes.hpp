// Text changes: what differs between two texts, and what two people made of one text, brought together. By lines. Pure
// functions: no files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::content {

// One spelling of line ends (LF), no control characters but that and tabs, and nothing blank at the end.
std::string tidy_lines(std::string_view text);

enum class LineChange { same, removed, added };

struct ChangedLine {
    LineChange change{};
    std::string text;  // without its end

    bool operator==(ChangedLine const&) const = default;
};

// Some changed lines, and up to three on either side that stayed.
using Hunk = std::vector<ChangedLine>;

// In the order of the text; none if the two are the same but for line ends and blanks at the end.
std::vector<Hunk> differences(std::string_view before, std::string_view after);

struct MergedText {
    std::string text;   // tidy; where the two conflict, both stand between "<<<<<<<", "=======" and ">>>>>>>"
    bool clean = true;  // nothing conflicts
};

// What `ours` and `theirs` both made of `base`.
MergedText merge(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace collegium::federation::content
