#include "federation/content/letters.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <xapian.h>

namespace collegium::federation::content {

namespace {

using Letters = Xapian::Utf8Iterator;

using Range = std::pair<char32_t, char32_t>;

constexpr std::array unspaced_scripts{
    Range{0x0E00, 0x0EFF},    // Thai, Lao
    Range{0x1000, 0x109F},    // Myanmar
    Range{0x1100, 0x11FF},    // Korean
    Range{0x1780, 0x17FF},    // Khmer
    Range{0x2E80, 0x2FDF},    // radicals
    Range{0x3005, 0x3007},    // marks that stand for a sign
    Range{0x3040, 0x31FF},    // Japanese, Korean
    Range{0x3400, 0x9FFF},    // Chinese
    Range{0xA960, 0xA97F},    // Korean
    Range{0xAC00, 0xD7FF},    // Korean
    Range{0xF900, 0xFAFF},    // Chinese
    Range{0xFF66, 0xFFDC},    // narrow Japanese and Korean
    Range{0x20000, 0x3FFFF},  // Chinese
};

// People type them for apostrophes, ordinals and footnotes, whatever the tables call them.
constexpr std::array letters_in_name_only{Range{0x00A0, 0x00BF}, Range{0x02B0, 0x02FF}};

template <std::size_t Count>
bool is_among(std::array<Range, Count> const& ranges, char32_t letter) {
    return std::ranges::any_of(ranges, [letter](Range const& each) {
        return each.first <= letter && letter <= each.second;
    });
}

bool is_unspaced_letter(char32_t letter) {
    return is_among(unspaced_scripts, letter);
}

bool is_unseen(char32_t letter) {
    return letter == 0x00AD || letter == 0x200C || letter == 0x200D || letter == 0x2060 || letter == 0xFEFF;
}

// By way of the capital: the two small forms of one letter, as the Greek sigma has them, become one.
unsigned small_form(unsigned letter) {
    return Xapian::Unicode::tolower(Xapian::Unicode::toupper(letter));
}

std::size_t start_of_letter_before(std::string_view text, std::size_t at) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
    return at;
}

char32_t letter_at(std::string_view text, std::size_t at) {
    return *Letters{text.data() + at, text.size() - at};
}

bool do_not_touch(char32_t inner, char32_t outer) {
    return !is_letter(outer) || is_unspaced_letter(outer) || is_unspaced_letter(inner);
}

}  // namespace

FoldedText::FoldedText(std::string_view all) : source{all} {
    for (Letters each{all.data(), all.size()}; each != Letters{}; ++each) {
        if (is_unseen(*each)) continue;
        Xapian::Unicode::append_utf8(text, small_form(*each));
        from.resize(text.size(), static_cast<std::size_t>(each.raw() - all.data()));
    }
    from.push_back(all.size());
}

std::string_view FoldedText::in_source(std::size_t at, std::size_t size) const {
    return source.substr(from[at], from[at + size] - from[at]);
}

bool FoldedText::is_whole(std::size_t at, std::size_t size) const {
    if (size == 0) return false;
    auto const end = at + size;
    bool const begins = at == 0 || do_not_touch(letter_at(text, at), letter_at(text, start_of_letter_before(text, at)));
    bool const ends =
        end == text.size() || do_not_touch(letter_at(text, start_of_letter_before(text, end)), letter_at(text, end));
    return begins && ends;
}

std::string folded(std::string_view text) {
    return FoldedText{text}.text;
}

bool has_capitals(std::string_view text) {
    for (Letters each{text.data(), text.size()}; each != Letters{}; ++each)
        if (Xapian::Unicode::tolower(*each) != *each) return true;
    return false;
}

bool is_letter(char32_t letter) noexcept {
    return Xapian::Unicode::is_wordchar(letter) && !is_among(letters_in_name_only, letter);
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> found;
    bool is_inside = false;
    for (Letters each{text.data(), text.size()}; each != Letters{};) {
        auto const at = static_cast<std::size_t>(each.raw() - text.data());
        bool const belongs = is_letter(*each);
        ++each;
        auto const end = each == Letters{} ? text.size() : static_cast<std::size_t>(each.raw() - text.data());
        if (belongs && !is_inside) found.push_back({text.substr(at, 0), 0});
        is_inside = belongs;
        if (!belongs) continue;
        auto& word = found.back();
        word.text = text.substr(static_cast<std::size_t>(word.text.data() - text.data()), word.text.size() + end - at);
        ++word.letters;
    }
    return found;
}

bool is_unspaced(std::string_view text) {
    auto const words = words_of(text);
    auto const is_one = [](Word const& word) {
        for (Letters each{word.text.data(), word.text.size()}; each != Letters{}; ++each)
            if (!is_unspaced_letter(*each)) return false;
        return true;
    };
    return !words.empty() && std::ranges::all_of(words, is_one);
}

}  // namespace collegium::federation::content
