#include "federation/guides/guide.hpp"

#include "config/phrase.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/text_changes.hpp"
#include "federation/guides/licence.hpp"
#include "federation/messages/question_context.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <numeric>

namespace collegium::federation::guides {

namespace {

using enum Reason;
using Problems = std::vector<Problem>;

constexpr std::array<std::string_view, 5> state_names{"draft", "in-review", "published", "under-revision", "retired"};
constexpr std::array<std::string_view, 5> state_headings{
    phrase("Draft"), phrase("In review"), phrase("Published"), phrase("Under revision"), phrase("Retired")};
constexpr std::array<std::string_view, 3> translator_names{"human", "machine-checked", "machine"};
constexpr std::array<std::string_view, 3> voice_names{"practitioner", "academic", "other"};

template <class Enum, std::size_t size>
std::optional<Enum> value_named(std::array<std::string_view, size> const& names, std::string_view name) noexcept {
    auto const* const found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

void add(Problems& problems, Problems&& more) {
    problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void check_title(Problems& problems, Guide const& guide) {
    if (is_blank(guide.title)) problems.push_back({"title", {malformed, "a guide needs a title"}});
    if (guide.title.size() > longest_guide_title)
        problems.push_back({"title", {too_large, "the title of a guide is longer than 300 bytes"}});
    auto const is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    auto const& language = guide.language;
    if (language.size() < 2 || language.size() > 35 || !std::ranges::all_of(language, is_part))
        problems.push_back({"language", {malformed, "a guide needs a language, such as \"en\""}});
}

void check_sections(Problems& problems, Guide const& guide, bool finished) {
    for (auto const& each : all_sections()) {
        auto const& words = guide[each.section];
        if (finished && each.required && is_blank(words)) problems.push_back({std::string{each.name}, each.missing});
        if (words.size() > longest_section) problems.push_back({std::string{each.name}, each.too_long});
    }
    auto const add_size = [](std::size_t sum, std::string const& words) { return sum + words.size(); };
    if (std::accumulate(guide.sections.begin(), guide.sections.end(), std::size_t{0}, add_size) > longest_guide)
        problems.push_back({"sections", {too_large, "the sections of a guide are longer than 49,152 bytes together"}});
}

void check_transferability(Problems& problems, Transferability const& transferability, bool finished) {
    bool const rated = transferability.rating >= 1 && transferability.rating <= 5;
    if (!rated && (finished || transferability.rating != 0))
        problems.push_back({"transferability.rating", {malformed, "a guide needs its transferability: 1 to 5"}});
    if (finished && is_blank(transferability.context))
        problems.push_back(
            {"transferability.context", {malformed, "a guide says in what context its transferability was judged"}}
        );
    if (transferability.context.size() > longest_context)
        problems.push_back({"transferability.context", {too_large, "the context of a guide is longer than 1,000 bytes"}}
        );
}

void check_references(Problems& problems, std::vector<Reference> const& references) {
    if (references.size() > most_references)
        problems.push_back({"references", {too_large, "a guide has more than 100 references"}});
    auto const add_size = [](std::size_t sum, Reference const& each) {
        return sum + each.title.size() + each.address.size();
    };
    if (std::accumulate(references.begin(), references.end(), std::size_t{0}, add_size) > longest_references)
        problems.push_back(
            {"references", {too_large, "the references of a guide are longer than 16,384 bytes together"}}
        );
    for (std::size_t i = 0; i < references.size(); ++i)
        add(problems, problems_of(references[i], "references." + std::to_string(i)));
}

bool is_sound(Source const& source) {
    return Iri::parse(source.guide).has_value() && is_version_name(source.version);
}

void check_sources(Problems& problems, Guide const& guide) {
    auto const is_iri = [](std::string const& iri) { return Iri::parse(iri).has_value(); };
    if (guide.derived_from.size() > most_sources || !std::ranges::all_of(guide.derived_from, is_iri))
        problems.push_back({"derived_from", {malformed, "a guide comes from at most 20 questions, by their addresses"}}
        );
    if (!guide.adapted_from.empty() && !is_sound(guide.adapted_from))
        problems.push_back({"adapted_from", {malformed, "an adaptation names the guide that it adapts and its version"}}
        );
    if (!guide.translation_of.empty() && !is_sound(guide.translation_of))
        problems.push_back(
            {"translation_of", {malformed, "a translation names the guide in the other language and its version"}}
        );
    if (!guide.previous.empty() && !is_version_name(guide.previous))
        problems.push_back({"previous", {malformed, "the version before this one has no such name"}});
}

bool is_spdx_name(std::string_view name) {
    auto const is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '+';
    };
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, is_part);
}

bool is_day(std::string const& text) {
    return text.size() == 10 && from_rfc3339(text + "T00:00:00Z").has_value();
}

void check_rest(Problems& problems, Guide const& guide) {
    if (!is_spdx_name(guide.licence))
        problems.push_back({"licence", {malformed, "a guide needs a licence, by its SPDX name"}});
    bool const is_line = guide.subject.find('\n') == std::string::npos;
    if (!is_line || content::characters(guide.subject) > longest_context_word)
        problems.push_back({"subject", {too_large, "the subject of a guide is longer than one line of 100 characters"}}
        );
    if (!guide.review_by.empty() && !is_day(guide.review_by))
        problems.push_back({"review_by", {malformed, "the day of the next review is written like 2027-09-01"}});
    auto const is_named = [](Contributor const& each) { return Iri::parse(each.iri).has_value(); };
    if (guide.contributors.size() > most_contributors || !std::ranges::all_of(guide.contributors, is_named))
        problems.push_back({"contributors", {malformed, "a guide names at most 50 contributors, by their addresses"}});
}

bool has_voice(Guide const& guide, Voice voice) {
    return std::ranges::find(guide.contributors, voice, &Contributor::voice) != guide.contributors.end();
}

}  // namespace

std::string_view name_of(GuideState state) noexcept {
    return state_names[static_cast<std::size_t>(state)];
}

std::string_view heading_of(GuideState state) noexcept {
    return state_headings[static_cast<std::size_t>(state)];
}

std::optional<GuideState> state_named(std::string_view name) noexcept {
    return value_named<GuideState>(state_names, name);
}

bool may_follow(GuideState from, GuideState to) noexcept {
    using enum GuideState;
    if (from == to) return true;
    switch (from) {
        case draft: return to == in_review || to == published;
        case in_review: return to == published || to == under_revision || to == retired;
        case published: return to == in_review || to == under_revision || to == retired;
        case under_revision: return to == in_review || to == published || to == retired;
        case retired: return to == under_revision || to == published;
    }
    return false;
}

std::string_view name_of(Translator translator) noexcept {
    return translator_names[static_cast<std::size_t>(translator)];
}

std::optional<Translator> translator_named(std::string_view name) noexcept {
    return value_named<Translator>(translator_names, name);
}

std::string_view name_of(Voice voice) noexcept {
    return voice_names[static_cast<std::size_t>(voice)];
}

std::optional<Voice> voice_named(std::string_view name) noexcept {
    return value_named<Voice>(voice_names, name);
}

std::vector<Problem> problems_of(Guide const& guide) {
    bool const finished = guide.state != GuideState::draft;
    Problems problems;
    check_title(problems, guide);
    check_sections(problems, guide, finished);
    if (guide.evidence) add(problems, problems_of(*guide.evidence));
    check_transferability(problems, guide.transferability, finished);
    check_references(problems, guide.references);
    check_sources(problems, guide);
    check_rest(problems, guide);
    return problems;
}

Result<void> check_voices(Guide const& guide) {
    if (!has_voice(guide, Voice::practitioner))
        return Refusal{
            not_allowed, "this community asks for somebody who practises among the contributors of a guide: name them"};
    if (!has_voice(guide, Voice::academic))
        return Refusal{
            not_allowed,
            "this community asks for somebody who does research among the contributors of a guide: name them"};
    return {};
}

Guide tidied(Guide guide) {
    for (auto& words : guide.sections) words = content::tidy_lines(words);
    guide.title = content::tidy_lines(guide.title);
    std::ranges::replace(guide.title, '\n', ' ');
    guide.subject = content::tidy_lines(guide.subject);
    guide.transferability.context = content::tidy_lines(guide.transferability.context);
    if (guide.evidence) guide.evidence->rationale = content::tidy_lines(guide.evidence->rationale);
    for (auto& each : guide.references) {
        each.title = content::tidy_lines(each.title);
        each.address = tidy_address(each.address);
    }
    return guide;
}

bool is_past_review(Guide const& guide, Instant now) {
    auto const day = guide.review_by.empty() ? std::nullopt : from_rfc3339(guide.review_by + "T00:00:00Z");
    return day && now >= *day + std::chrono::hours{24};
}

bool is_version_name(std::string_view text) noexcept {
    constexpr std::string_view start = "sha-256:";
    auto const is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.starts_with(start) && text.size() == start.size() + 64 &&
           std::ranges::all_of(text.substr(start.size()), is_hex);
}

}  // namespace collegium::federation::guides
