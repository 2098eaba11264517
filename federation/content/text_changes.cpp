#include "federation/content/text_changes.hpp"

#include <git2.h>
#include <memory>
#include <stdexcept>

namespace collegium::federation::content {

namespace {

bool is_control(char c) {
    bool const keeps = c == '\n' || c == '\t';
    return !keeps && ((c >= 0 && c < ' ') || c == 0x7f);
}

// The library counts who uses it; this program does until it ends.
void start_library() {
    [[maybe_unused]] static int const users = git_libgit2_init();
}

// Texts are in memory and bounded, so only a lack of memory comes here.
void require(int code) {
    if (code >= 0) return;
    auto const* const error = git_error_last();
    throw std::runtime_error{error != nullptr ? error->message : "texts cannot be compared"};
}

// The library compares lines, and a line has an end.
std::string with_end(std::string_view text) {
    auto tidy = tidy_lines(text);
    if (!tidy.empty()) tidy += '\n';
    return tidy;
}

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    return line;
}

LineChange change_of(char origin) {
    if (origin == GIT_DIFF_LINE_ADDITION) return LineChange::added;
    return origin == GIT_DIFF_LINE_DELETION ? LineChange::removed : LineChange::same;
}

int begin_hunk(git_diff_delta const*, git_diff_hunk const*, void* payload) {
    static_cast<std::vector<Hunk>*>(payload)->emplace_back();
    return 0;
}

int add_line(git_diff_delta const*, git_diff_hunk const*, git_diff_line const* line, void* payload) {
    std::string_view const text{line->content, line->content_len};
    static_cast<std::vector<Hunk>*>(payload)->back().push_back({change_of(line->origin), std::string{without_end(text)}}
    );
    return 0;
}

git_merge_file_input input_of(std::string const& text) {
    git_merge_file_input input{};
    require(git_merge_file_input_init(&input, GIT_MERGE_FILE_INPUT_VERSION));
    input.ptr = text.data();
    input.size = text.size();
    return input;
}

}  // namespace

std::string tidy_lines(std::string_view text) {
    std::string tidy;
    tidy.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const ends_old_line = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (ends_old_line)
            tidy += '\n';
        else if (!is_control(text[i]))
            tidy += text[i];
    }
    auto const last = tidy.find_last_not_of(" \t\n");
    tidy.erase(last == std::string::npos ? 0 : last + 1);
    return tidy;
}

std::vector<Hunk> differences(std::string_view before, std::string_view after) {
    start_library();
    auto const old_text = with_end(before), new_text = with_end(after);
    std::vector<Hunk> hunks;
    git_diff_options options{};
    require(git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION));
    options.flags = GIT_DIFF_FORCE_TEXT;
    require(git_diff_buffers(
        old_text.data(),
        old_text.size(),
        nullptr,
        new_text.data(),
        new_text.size(),
        nullptr,
        &options,
        nullptr,
        nullptr,
        &begin_hunk,
        &add_line,
        &hunks
    ));
    return hunks;
}

MergedText merge(std::string_view base, std::string_view ours, std::string_view theirs) {
    start_library();
    auto const base_text = with_end(base), our_text = with_end(ours), their_text = with_end(theirs);
    auto const base_input = input_of(base_text), our_input = input_of(our_text), their_input = input_of(their_text);
    git_merge_file_options options{};
    require(git_merge_file_options_init(&options, GIT_MERGE_FILE_OPTIONS_VERSION));
    options.our_label = "as it is";
    options.their_label = "as suggested";
    git_merge_file_result result{};
    require(git_merge_file(&result, &base_input, &our_input, &their_input, &options));
    std::unique_ptr<git_merge_file_result, decltype(&git_merge_file_result_free)> const owner{
        &result, &git_merge_file_result_free};
    std::string_view const text{result.ptr == nullptr ? "" : result.ptr, result.len};
    return {tidy_lines(text), result.automergeable != 0};
}

}  // namespace collegium::federation::content
