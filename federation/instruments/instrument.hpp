// Instrument: a tool for measuring, which schools use before and after: what it measures, how to use it and how to
// score it. Each of its versions has a name that follows from its words (instrument_json.hpp), so that a figure says
// for ever what it was measured with.
#pragma once

#include "federation/guides/problem.hpp"

#include <cstdint>
#include <optional>

namespace collegium::federation::instruments {

using guides::Problem;

// Which way its figure has to move to be good news.
enum class Better : std::uint8_t { higher, lower };

std::string_view name_of(Better better) noexcept;     // on the wire
std::string_view heading_of(Better better) noexcept;  // for readers
std::optional<Better> better_named(std::string_view name) noexcept;

constexpr std::size_t longest_title = 300;       // bytes
constexpr std::size_t longest_part = 16 * 1024;  // bytes, of each text
constexpr std::size_t longest_source = 1000;     // bytes
constexpr std::size_t most_languages = 30;

struct Instrument {
    std::string title;
    std::string purpose;  // Markdown: what it measures, and for whom
    std::string usage;    // Markdown: its items, and how to give it
    std::string scoring;  // Markdown: how a figure comes of it
    Better better{};
    std::vector<std::string> languages;  // in which it can be had: BCP 47
    std::string licence = "CC-BY-4.0";   // SPDX
    std::string source;                  // who made it, where it is published: plain text, may be empty
    std::string language = "en";         // of these words
    std::uint64_t revision = 1;          // for people: "version 2"

    bool operator==(Instrument const&) const = default;
};

// What is wrong with it in itself, in the order of the form: "title", "purpose", "usage", "scoring", "languages",
// "licence", "source", "language".
std::vector<Problem> problems_of(Instrument const& instrument);

// Whether it looks like the code of a language (BCP 47).
bool is_language(std::string_view code) noexcept;

// "en, ar" as people write it, and back.
std::vector<std::string> languages_in(std::string_view typed);
std::string joined(std::vector<std::string> const& languages);

}  // namespace collegium::federation::instruments
