#include "federation/watch/phrases.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace collegium::federation::watch {

namespace {

using Words = std::vector<std::string>;

enum class Reading { plain, disguised };

// What a sign stands for among letters; the sign itself for any other.
UChar32 letter_for(UChar32 sign) {
    switch (sign) {
        case '0': return 'o';
        case '1':
        case '!':
        case '|': return 'i';
        case '3': return 'e';
        case '4':
        case '@': return 'a';
        case '5':
        case '$': return 's';
        case '7': return 't';
        case '8': return 'b';
        default: return sign;
    }
}

// Without capitals, width and marks on letters.
icu::UnicodeString bare(std::string_view text) {
    UErrorCode problem = U_ZERO_ERROR;
    auto const* const forms = icu::Normalizer2::getNFKDInstance(problem);
    auto const size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), std::size_t{1} << 24));
    auto const source = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), size});
    auto apart = U_SUCCESS(problem) ? forms->normalize(source, problem) : source;
    apart.foldCase();
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        auto const sign = apart.char32At(at);
        auto const type = u_charType(sign);
        if (type != U_NON_SPACING_MARK && type != U_FORMAT_CHAR) kept.append(sign);
    }
    return kept;
}

bool is_sign_of_word(UChar32 sign) {
    return u_isalnum(sign);
}

// A sign that stands between or before letters, as in "st!ff"; at the end of a word it only ends a sentence.
bool is_among_letters(icu::UnicodeString const& text, std::int32_t at) {
    auto const next = text.moveIndex32(at, 1);
    return next < text.length() && u_isalnum(text.char32At(next));
}

Words words_in(icu::UnicodeString const& text, Reading reading) {
    Words words;
    icu::UnicodeString word;
    UChar32 last = 0;
    auto const finish = [&] {
        if (word.isEmpty()) return;
        word.toUTF8String(words.emplace_back());
        word.remove();
        last = 0;
    };
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        auto sign = text.char32At(at);
        bool const stands_for = reading == Reading::disguised && letter_for(sign) != sign;
        if (stands_for && (u_isalnum(sign) || is_among_letters(text, at))) sign = letter_for(sign);
        if (!is_sign_of_word(sign)) {
            finish();
            continue;
        }
        if (sign != last) word.append(sign);
        last = sign;
    }
    finish();
    return words;
}

bool is_single(std::string const& word) {
    return content::characters(word) == 1;
}

// Runs of at least three single letters as one word each; nothing if there is none.
Words joined_singles(Words const& words) {
    Words joined;
    bool any = false;
    for (std::size_t at = 0; at < words.size();) {
        auto end = at;
        while (end < words.size() && is_single(words[end])) ++end;
        if (end - at < 3) {
            joined.push_back(words[at++]);
            continue;
        }
        any = true;
        auto& word = joined.emplace_back();
        for (; at < end; ++at)
            if (!word.ends_with(words[at])) word += words[at];
    }
    return any ? joined : Words{};
}

std::vector<Words> ways_to_read(icu::UnicodeString const& text, Reading reading) {
    std::vector<Words> ways{words_in(text, reading)};
    if (auto joined = joined_singles(ways.front()); !joined.empty()) ways.push_back(std::move(joined));
    return ways;
}

bool stands_in(Words const& words, Words const& phrase, bool open_end) {
    auto const fits = [&](std::string const& word, std::string const& wanted) {
        bool const is_last = &wanted == &phrase.back();
        return is_last && open_end ? word.starts_with(wanted) : word == wanted;
    };
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end(), fits) != words.end();
}

bool any_has(std::vector<Words> const& ways, Words const& phrase, bool open_end) {
    return !phrase.empty() &&
           std::ranges::any_of(ways, [&](Words const& words) { return stands_in(words, phrase, open_end); });
}

}  // namespace

Searched::Searched(std::string_view text) {
    auto const signs = bare(text);
    plain_ = ways_to_read(signs, Reading::plain);
    disguised_ = ways_to_read(signs, Reading::disguised);
}

bool Searched::has(std::string_view phrase) const {
    bool const open_end = phrase.ends_with('*');
    auto const signs = bare(phrase);
    return any_has(plain_, words_in(signs, Reading::plain), open_end) ||
           any_has(disguised_, words_in(signs, Reading::disguised), open_end);
}

bool is_phrase(std::string_view phrase) {
    auto const words = words_in(bare(phrase), Reading::plain);
    std::size_t letters = 0;
    for (auto const& word : words) letters += content::characters(word);
    return letters >= 2 && content::characters(phrase) <= 100;
}

}  // namespace collegium::federation::watch
