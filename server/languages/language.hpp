// Language: one language that the pages speak. Words of the program are English; here they become those of a catalogue,
// and dates and numbers are written as people write them there (CLDR, by ICU).
#pragma once

#include "config/clock.hpp"
#include "config/phrase.hpp"
#include "server/languages/template_messages.hpp"

#include <initializer_list>
#include <locale>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace collegium::server::languages {

// What stands at a {name} of a message.
struct Filling {
    std::string_view name;
    std::string_view value;
};

using Fillings = std::initializer_list<Filling>;

// One that the program has: how it is called, by itself, and how it is written.
struct Known {
    std::string_view code;  // "ar": BCP 47, and the name of its catalogue
    std::string_view own_name;
    std::string_view locale;  // by whose habits days and numbers are written
    bool right_to_left;
};

// English, which needs no catalogue, is the first.
std::span<Known const> known_languages() noexcept;

class Language {
public:
    // catalogue: a compiled one (GNU gettext, "The Format of GNU MO Files"), empty for English. Throws
    // std::runtime_error if it is none.
    Language(Known known, std::string_view catalogue);

    std::string_view code() const noexcept { return known_.code; }
    std::string_view own_name() const noexcept { return known_.own_name; }
    std::string_view direction() const noexcept { return known_.right_to_left ? "rtl" : "ltr"; }

    // The words in this language, or in English if the catalogue does not have them; words that were put together of
    // several sentences are looked up one by one, and a sentence that was made of the reason of a refusal as that. Each
    // {name} becomes its value, and nothing in a value is taken for a place.
    std::string say(std::string_view english, Fillings fillings = {}) const;

    // The form of it that belongs to the number, by the rule of the language; {n} becomes the number as it is written
    // there.
    std::string counted(std::uint64_t n, std::string_view one, std::string_view many, Fillings fillings = {}) const;

    // Exactly what the catalogue has; empty if it has nothing.
    std::string find(Message const& message) const;

    std::string number(std::uint64_t n) const;
    std::string day(Instant when) const;                         // "1 September 2026"
    std::string day(std::string_view date) const;                // of "2026-09-01"; what is no date is given back
    std::string time(Instant when) const;                        // "1 September 2026, 10:00 UTC"
    std::string time(Instant when, std::string_view day) const;  // the same, where its day is written already

private:
    std::string sentence_by_sentence(std::string_view english) const;
    std::string as_reason(std::string_view sentence) const;

    Known known_;
    std::locale locale_;
    bool has_catalogue_;
    std::vector<std::string> small_numbers_;  // from 0 on, as they are written
    std::vector<std::string> minutes_;        // of a day, from midnight on
};

}  // namespace collegium::server::languages
