#include "federation/instruments/instrument.hpp"

#include "config/phrase.hpp"
#include "federation/guides/licence.hpp"

#include <algorithm>

namespace collegium::federation::instruments {

namespace {

using enum Reason;
using guides::is_blank;
using guides::is_language;
using Problems = std::vector<Problem>;

void check_part(Problems& problems, std::string_view field, std::string const& text, Refusal missing) {
    if (is_blank(text)) problems.push_back({std::string{field}, missing});
    if (text.size() > longest_part)
        problems.push_back({std::string{field}, {too_large, "this is longer than 16,384 bytes: shorten it"}});
}

void check_rest(Problems& problems, Instrument const& instrument) {
    auto const& languages = instrument.languages;
    bool const are_languages = !languages.empty() && languages.size() <= most_languages &&
                               std::ranges::all_of(languages, [](auto const& each) { return is_language(each); });
    if (!are_languages)
        problems.push_back(
            {"languages", {malformed, "say in which languages it can be had, by their codes, like en, ar"}}
        );
    if (guides::licence_with(instrument.licence) == nullptr)
        problems.push_back({"licence", {malformed, "a tool for measuring needs a licence, by its SPDX name"}});
    if (instrument.source.size() > longest_source)
        problems.push_back({"source", {too_large, "the source is longer than 1,000 bytes: shorten it"}});
    if (!is_language(instrument.language))
        problems.push_back({"language", {malformed, "the language is written by its code, like en"}});
}

}  // namespace

std::string_view name_of(Better better) noexcept {
    return better == Better::higher ? "higher" : "lower";
}

std::string_view heading_of(Better better) noexcept {
    return better == Better::higher ? phrase("A higher figure is better") : phrase("A lower figure is better");
}

std::optional<Better> better_named(std::string_view name) noexcept {
    if (name == "higher") return Better::higher;
    if (name == "lower") return Better::lower;
    return std::nullopt;
}

std::vector<Problem> problems_of(Instrument const& instrument) {
    Problems problems;
    if (is_blank(instrument.title)) problems.push_back({"title", {malformed, "give the tool a name"}});
    if (instrument.title.size() > longest_title)
        problems.push_back({"title", {too_large, "the name is longer than 300 bytes: shorten it"}});
    check_part(problems, "purpose", instrument.purpose, {malformed, "say what it measures, and for whom"});
    check_part(problems, "usage", instrument.usage, {malformed, "say what is asked or done, and how"});
    check_part(problems, "scoring", instrument.scoring, {malformed, "say how a figure comes of it"});
    check_rest(problems, instrument);
    return problems;
}

bool is_language(std::string_view code) noexcept {
    auto const legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return code.size() >= 2 && code.size() <= 35 && std::ranges::all_of(code, legal);
}

std::vector<std::string> languages_in(std::string_view typed) {
    std::vector<std::string> found(1);
    for (char const c : typed) {
        if (c != ',' && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            found.back() += c;
        else if (!found.back().empty())
            found.emplace_back();
    }
    if (found.back().empty()) found.pop_back();
    return found;
}

std::string joined(std::vector<std::string> const& languages) {
    std::string text;
    for (auto const& each : languages) text += (text.empty() ? "" : ", ") + each;
    return text;
}

}  // namespace collegium::federation::instruments
