#include "federation/content/differences.hpp"

#include <algorithm>
#include <git2.h>
#include <limits>
#include <memory>
#include <stdexcept>

namespace collegium::federation::content {

namespace {

struct Library {
    Library() {
        if (git_libgit2_init() < 0) throw std::runtime_error{"libgit2 does not start"};
    }
    ~Library() { git_libgit2_shutdown(); }
    Library(Library const&) = delete;
    Library& operator=(Library const&) = delete;
};

struct FreePatch {
    void operator()(git_patch* patch) const noexcept { git_patch_free(patch); }
};
using Patch = std::unique_ptr<git_patch, FreePatch>;

Patch patch_of(std::string_view before, std::string_view after) {
    static Library const library;
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags |= GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = std::numeric_limits<std::int32_t>::max() / 2;  // all
    git_patch* patch = nullptr;
    auto const made = git_patch_from_buffers(
        &patch, before.data(), before.size(), "text", after.data(), after.size(), "text", &options
    );
    if (made != 0) throw std::runtime_error{"libgit2 does not compare two texts"};
    return Patch{patch};
}

std::string_view without_line_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

void add_line(std::vector<DifferenceLine>& lines, git_diff_line const& line) {
    std::string text{without_line_end({line.content, line.content_len})};
    switch (line.origin) {
        case GIT_DIFF_LINE_CONTEXT: lines.push_back({Change::same, std::move(text)}); break;
        case GIT_DIFF_LINE_ADDITION: lines.push_back({Change::added, std::move(text)}); break;
        case GIT_DIFF_LINE_DELETION: lines.push_back({Change::removed, std::move(text)}); break;
        default: break;  // that a text has no line end
    }
}

void add_hunk(std::vector<DifferenceLine>& lines, git_patch* patch, std::size_t hunk) {
    auto const count = git_patch_num_lines_in_hunk(patch, hunk);
    for (int i = 0; i < count; ++i) {
        git_diff_line const* line = nullptr;
        if (git_patch_get_line_in_hunk(&line, patch, hunk, static_cast<std::size_t>(i)) == 0) add_line(lines, *line);
    }
}

std::vector<DifferenceLine> unchanged(std::string_view text) {
    std::vector<DifferenceLine> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back({Change::same, std::string{without_line_end(text.substr(0, end))}});
        text.remove_prefix(end);
    }
    return lines;
}

}  // namespace

std::vector<DifferenceLine> differences(std::string_view before, std::string_view after) {
    if (before == after) return unchanged(after);
    // A last line with and without its end is the same line.
    auto const ended = [](std::string_view text) {
        return text.empty() || text.ends_with('\n') ? std::string{text} : std::string{text} + "\n";
    };
    auto const old_text = ended(before), new_text = ended(after);
    if (old_text == new_text) return unchanged(after);
    auto const patch = patch_of(old_text, new_text);
    std::vector<DifferenceLine> lines;
    for (std::size_t hunk = 0; hunk < git_patch_num_hunks(patch.get()); ++hunk) add_hunk(lines, patch.get(), hunk);
    return lines;
}

}  // namespace collegium::federation::content
