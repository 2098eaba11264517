#include "federation/adoption/adoption.hpp"

#include "config/phrase.hpp"
#include "federation/guides/guide.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::adoption {

namespace {

using enum Reason;
using guides::is_blank;
using Problems = std::vector<Problem>;

constexpr std::array stages{
    AdoptionStage::explore, AdoptionStage::prepare, AdoptionStage::deliver, AdoptionStage::sustain};
constexpr std::array outcomes{Outcome::better, Outcome::same, Outcome::worse};

// Names and values of an enumeration that starts with its first value.
template <class Value, std::size_t Size>
std::optional<Value> named(std::array<Value, Size> const& all, std::string_view name) noexcept {
    for (auto const each : all)
        if (name_of(each) == name) return each;
    return std::nullopt;
}

void check_length(Problems& problems, std::string_view field, std::string const& text) {
    if (text.size() > longest_text)
        problems.push_back({std::string{field}, {too_large, "this is longer than 8,192 bytes: shorten it"}});
}

void check_words(Problems& problems, Adoption const& adoption) {
    if (!Iri::parse(adoption.guide))
        problems.push_back({"guide", {malformed, "a school adopts a guide by its address"}});
    if (!guides::is_version_name(adoption.version))
        problems.push_back({"version", {malformed, "a school adopts one version of a guide: name it"}});
    if (is_blank(adoption.context))
        problems.push_back(
            {"context", {malformed, "say who uses the guide and where, so that others can compare their school"}}
        );
    if (is_blank(adoption.changed))
        problems.push_back(
            {"changed", {malformed, "say what you do otherwise than the guide, or that you change nothing"}}
        );
    check_length(problems, "context", adoption.context);
    check_length(problems, "changed", adoption.changed);
    check_length(problems, "story", adoption.story);
}

// What is said to have come of it against what the figures show. That it is the same may be said of any: a difference
// may be chance.
bool is_borne_out(Adoption const& adoption) {
    auto const trend = trend_of(*adoption.baseline, *adoption.follow_up);
    if (adoption.outcome == Outcome::better) return trend == Trend::up;
    return adoption.outcome != Outcome::worse || trend == Trend::down;
}

void check_comparison(Problems& problems, Adoption const& adoption) {
    if (!adoption.baseline) {
        problems.push_back({"follow_up.instrument", {malformed, "a follow-up needs a baseline to be compared with"}});
        return;
    }
    if (!is_comparable(*adoption.baseline, *adoption.follow_up))
        problems.push_back(
            {"follow_up.instrument",
             {malformed, "a follow-up is measured with the same tool in the same version as its baseline"}}
        );
    if (adoption.follow_up->taken < adoption.baseline->taken)
        problems.push_back(
            {"follow_up.taken", {malformed, "a follow-up comes after its baseline: look at the two days"}}
        );
}

void check_outcome(Problems& problems, Adoption const& adoption) {
    if (!adoption.follow_up) {
        if (adoption.outcome != Outcome::none)
            problems.push_back({"outcome", {malformed, "what has come of it is said once it was measured again"}});
        return;
    }
    if (adoption.outcome == Outcome::none)
        problems.push_back({"outcome", {malformed, "say whether it is better, the same or worse"}});
    else if (adoption.baseline && !is_borne_out(adoption))
        problems.push_back({"outcome", {malformed, "the figures do not say that: look at them again"}});
    if (is_blank(adoption.outcome_reason))
        problems.push_back({"outcome_reason", {malformed, "say in a sentence why you think so"}});
    check_length(problems, "outcome_reason", adoption.outcome_reason);
}

void add(Problems& problems, Problems&& more) {
    for (auto& each : more) problems.push_back(std::move(each));
}

bool is_about_outcome(Problem const& problem) {
    return problem.field.starts_with("outcome");
}

bool is_about_measures(Problem const& problem) {
    return problem.field.starts_with("baseline.") || problem.field.starts_with("follow_up.");
}

}  // namespace

std::string_view name_of(AdoptionStage stage) noexcept {
    switch (stage) {
        case AdoptionStage::explore: return "explore";
        case AdoptionStage::prepare: return "prepare";
        case AdoptionStage::deliver: return "deliver";
        case AdoptionStage::sustain: break;
    }
    return "sustain";
}

std::string_view heading_of(AdoptionStage stage) noexcept {
    switch (stage) {
        case AdoptionStage::explore: return phrase("Explore: is it right for us?");
        case AdoptionStage::prepare: return phrase("Prepare: people, time and materials");
        case AdoptionStage::deliver: return phrase("Deliver: we do it and keep an eye on it");
        case AdoptionStage::sustain: break;
    }
    return phrase("Sustain: it has become how we work");
}

std::optional<AdoptionStage> stage_named(std::string_view name) noexcept {
    return named(stages, name);
}

std::span<AdoptionStage const> all_stages() noexcept {
    return stages;
}

std::string_view name_of(Outcome outcome) noexcept {
    switch (outcome) {
        case Outcome::better: return "better";
        case Outcome::same: return "same";
        case Outcome::worse: return "worse";
        case Outcome::none: break;
    }
    return "";
}

std::string_view heading_of(Outcome outcome) noexcept {
    switch (outcome) {
        case Outcome::better: return phrase("Better than before");
        case Outcome::same: return phrase("The same as before");
        case Outcome::worse: return phrase("Worse than before");
        case Outcome::none: break;
    }
    return phrase("Not followed up yet");
}

std::optional<Outcome> outcome_named(std::string_view name) noexcept {
    return named(outcomes, name);
}

std::span<Outcome const> all_outcomes() noexcept {
    return outcomes;
}

std::vector<Problem> problems_of(Adoption const& adoption) {
    Problems problems;
    check_words(problems, adoption);
    if (adoption.baseline) add(problems, problems_of(*adoption.baseline, "baseline."));
    if (adoption.follow_up) {
        add(problems, problems_of(*adoption.follow_up, "follow_up."));
        check_comparison(problems, adoption);
    }
    check_outcome(problems, adoption);
    return problems;
}

std::uint64_t flags_of(Adoption const& adoption) {
    std::uint64_t flags = 0;
    for (auto const& each : problems_of(adoption)) {
        if (is_about_measures(each))
            flags |= bit(Flag::mismatched);
        else if (is_about_outcome(each))
            flags |= bit(Flag::unfounded);
        else
            flags |= bit(each.why.reason() == too_large ? Flag::oversized : Flag::incomplete);
    }
    return flags;
}

bool speaks_for_school(std::string_view actor) {
    auto const iri = Iri::parse(actor);
    return iri && iri->text() == std::string{iri->origin()} + "/";
}

}  // namespace collegium::federation::adoption
