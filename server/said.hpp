// Said: words with values in them, put together where nobody's language is known: English for the terminal, mails and
// programs, and the reader's own language on pages.
#pragma once

#include "config/clock.hpp"
#include "config/phrase.hpp"
#include "server/languages/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace collegium::server {

// Words that depend on a number, which stands in them as {n}: Count(2, "{n} message waits", "{n} messages wait").
// `server/languages/extract` finds them by the name.
struct Count {
    std::uint64_t n;
    std::string_view one;
    std::string_view many;
};

// Of a moment, its day only.
struct Day {
    Instant when;
};

struct Said {
    using Value = std::variant<std::string, std::uint64_t, Instant, Day, Count>;

    std::string words;  // "The certificate ended on {day}.": a phrase, or a text that is nobody's to translate
    std::vector<std::pair<std::string_view, Value>> values;  // what stands at each {name}
};

std::string in_english(Said const& said);
std::string in(languages::Language const& language, Said const& said);

// Sentences, with a blank between them.
struct Words {
    Words() = default;
    Words(std::string english) {
        sentences.push_back({"{text}", {{"text", std::move(english)}}});
    }  // in English for all
    Words(char const* english) : Words{std::string{english}} {}
    Words(Phrase phrase) { sentences.push_back({phrase, {}}); }
    Words(Said said) { sentences.push_back(std::move(said)); }

    bool empty() const noexcept { return sentences.empty(); }

    std::vector<Said> sentences;
};

std::string in_english(Words const& words);
std::string in(languages::Language const& language, Words const& words);

std::string readable_time(Instant when);           // "1 September 2026, 10:00 UTC"
std::string readable_date(std::string_view date);  // "2026-09-01" => "1 September 2026"
std::string readable_date(Instant when);

}  // namespace collegium::server
