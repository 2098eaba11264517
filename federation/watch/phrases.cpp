#include "federation/watch/phrases.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <vector>

namespace collegium::federation::watch {

using Words = std::vector<icu::UnicodeString>;

namespace {

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

// A sign that stands between or before letters, as in "st!ff"; at the end of a word it only ends a sentence.
bool is_among_letters(icu::UnicodeString const& text, std::int32_t at) {
    auto const next = text.moveIndex32(at, 1);
    return next < text.length() && u_isalnum(text.char32At(next));
}

Words words_in(icu::UnicodeString const& text, Reading reading) {
    Words words;
    icu::UnicodeString word;
    auto const finish = [&] {
        if (!word.isEmpty()) words.push_back(word);
        word.remove();
    };
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        auto sign = text.char32At(at);
        bool const stands_for = reading == Reading::disguised && letter_for(sign) != sign;
        if (stands_for && (u_isalnum(sign) || is_among_letters(text, at))) sign = letter_for(sign);
        if (u_isalnum(sign))
            word.append(sign);
        else
            finish();
    }
    finish();
    return words;
}

bool is_single(icu::UnicodeString const& word) {
    return word.countChar32() == 1;
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
        for (; at < end; ++at) word.append(words[at]);
    }
    return any ? joined : Words{};
}

std::int32_t run_at(icu::UnicodeString const& word, std::int32_t from) {
    auto to = from;
    while (to < word.length() && word[to] == word[from]) ++to;
    return to - from;
}

// The same letters, of which each may be drawn out: no word has a letter three times in a row by itself, so "god" is
// not found in "good", and is in "gooood".
bool is_spelt_as(icu::UnicodeString const& word, icu::UnicodeString const& wanted, bool open_end) {
    std::int32_t in_word = 0;
    for (std::int32_t at = 0; at < wanted.length();) {
        if (in_word >= word.length() || word[in_word] != wanted[at]) return false;
        auto const asked = run_at(wanted, at), found = run_at(word, in_word);
        bool const is_cut = open_end && at + asked == wanted.length();
        if (found < asked || (found != asked && found < 3 && !is_cut)) return false;
        at += asked;
        in_word += found;
    }
    return open_end || in_word == word.length();
}

// A word with each letter that is drawn out once: equal for all words that is_spelt_as() could take for one another.
icu::UnicodeString root_of(icu::UnicodeString const& word) {
    icu::UnicodeString root;
    for (std::int32_t at = 0; at < word.length(); at += run_at(word, at)) root.append(word[at]);
    return root;
}

}  // namespace

// A text as words, and the roots of these, each once and in order: most phrases of a long list are not in a text, and
// that is found without going through it.
struct Way {
    explicit Way(Words words_) : words{std::move(words_)} {
        for (auto const& word : words) roots.push_back(root_of(word));
        std::ranges::sort(roots, less);
        roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    }
    static bool less(icu::UnicodeString const& one, icu::UnicodeString const& other) { return one < other; }

    // False: no word in it can be this one.
    bool may_have(icu::UnicodeString const& wanted, bool open_end) const {
        auto const root = root_of(wanted);
        auto const found = std::ranges::lower_bound(roots, root, less);
        if (found == roots.end()) return false;
        return open_end ? static_cast<bool>(found->startsWith(root)) : *found == root;
    }

    Words words;
    Words roots;
};

namespace {

std::vector<Way> ways_to_read(icu::UnicodeString const& text, Reading reading) {
    std::vector<Way> ways;
    ways.emplace_back(words_in(text, reading));
    if (auto joined = joined_singles(ways.front().words); !joined.empty()) ways.emplace_back(std::move(joined));
    return ways;
}

bool stands_in(Way const& way, Words const& phrase, bool open_end) {
    auto const& words = way.words;
    bool const may_be = std::ranges::all_of(phrase, [&](icu::UnicodeString const& each) {
        return way.may_have(each, open_end && &each == &phrase.back());
    });
    if (!may_be) return false;
    auto const fits = [&](icu::UnicodeString const& word, icu::UnicodeString const& wanted) {
        return is_spelt_as(word, wanted, open_end && &wanted == &phrase.back());
    };
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end(), fits) != words.end();
}

bool any_has(std::vector<Way> const& ways, Words const& phrase, bool open_end) {
    return !phrase.empty() &&
           std::ranges::any_of(ways, [&](Way const& way) { return stands_in(way, phrase, open_end); });
}

}  // namespace

struct Searched::Inside {
    std::vector<Way> plain;      // in each way to read them
    std::vector<Way> disguised;  // the same with signs read as letters
};

Searched::Searched(std::string_view text) {
    auto const signs = bare(text);
    inside_ = std::make_shared<Inside const>(Inside{
        ways_to_read(signs, Reading::plain), ways_to_read(signs, Reading::disguised)});
}

bool Searched::has(std::string_view phrase) const {
    bool const open_end = phrase.ends_with('*');
    auto const signs = bare(phrase);
    return any_has(inside_->plain, words_in(signs, Reading::plain), open_end) ||
           any_has(inside_->disguised, words_in(signs, Reading::disguised), open_end);
}

bool is_phrase(std::string_view phrase) {
    auto const words = words_in(bare(phrase), Reading::plain);
    std::size_t letters = 0;
    for (auto const& word : words) letters += static_cast<std::size_t>(word.countChar32());
    return letters >= 2 && content::characters(phrase) <= 100;
}

}  // namespace collegium::federation::watch
