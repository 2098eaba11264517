// Letters: where words begin and end, and which are the same but for capitals, in whatever script somebody writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::content {

// A text (UTF-8) without capitals, and without what nobody sees: soft hyphens and joiners.
struct FoldedText {
    explicit FoldedText(std::string_view source);

    // What stands in the source where the folded text has these bytes.
    std::string_view in_source(std::size_t at, std::size_t size) const;

    // Whether the letters before and behind these bytes belong to other words. Scripts that are written without blanks,
    // as Chinese, Japanese and Thai are, begin and end a word anywhere.
    bool is_whole(std::size_t at, std::size_t size) const;

    std::string_view source;  // lives longer than this
    std::string text;
    std::vector<std::size_t> from;  // for each byte of the text, and for its end, where it came from
};

std::string folded(std::string_view text);

bool has_capitals(std::string_view text);

// What somebody sees as letters, marks upon letters and digits; an underscore as well.
bool is_letter(char32_t letter) noexcept;

struct Word {
    std::string_view text;
    std::size_t letters{};
};

// Runs of letters, in their order.
std::vector<Word> words_of(std::string_view text);

// Whether all its letters are of scripts that are written without blanks.
bool is_unspaced(std::string_view text);

}  // namespace collegium::federation::content
