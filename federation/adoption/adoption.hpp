// Adoption: a school uses one version of a guide. It says where, what it changed and how far it is, and, once it has
// measured before and after, what has become of it: better, the same or worse.
#pragma once

#include "federation/adoption/measure.hpp"
#include "storage/adoption_records.hpp"

#include <span>

namespace collegium::federation::adoption {

using storage::AdoptionStage;
using Outcome = storage::AdoptionOutcome;

std::string_view name_of(AdoptionStage stage) noexcept;     // on the wire: "explore"
std::string_view heading_of(AdoptionStage stage) noexcept;  // for readers
std::optional<AdoptionStage> stage_named(std::string_view name) noexcept;
std::span<AdoptionStage const> all_stages() noexcept;

std::string_view name_of(Outcome outcome) noexcept;     // on the wire: "better"; empty for none
std::string_view heading_of(Outcome outcome) noexcept;  // for readers
std::optional<Outcome> outcome_named(std::string_view name) noexcept;
std::span<Outcome const> all_outcomes() noexcept;  // none is not among them

constexpr std::size_t longest_text = 8192;  // bytes, of each text

struct Adoption {
    std::string guide;    // IRI
    std::string version;  // "sha-256:…"
    AdoptionStage stage = AdoptionStage::explore;
    std::string context;  // Markdown: who, where, how many
    std::string changed;  // Markdown: what this school does otherwise than the guide
    std::string story;    // Markdown: what has happened so far; may be empty
    std::optional<Measure> baseline;
    std::optional<Measure> follow_up;
    Outcome outcome{};           // none while there is no follow-up
    std::string outcome_reason;  // Markdown: why the school thinks so
    std::string language = "en";

    bool operator==(Adoption const&) const = default;
};

// What is wrong with it in itself, in the order of the form: "guide", "version", "context", "changed", "story",
// "baseline.value", "follow_up.instrument" (also where it is not the baseline's), "outcome", "outcome_reason".
std::vector<Problem> problems_of(Adoption const& adoption);

// What speaks against counting it. The numbers are on disk: add at the end.
enum class Flag : std::uint64_t {
    incomplete = 1,  // without its context, or what it changed: it is not counted
    mismatched = 2,  // its follow-up cannot be compared with its baseline: it is not counted as followed up
    unfounded = 4,   // its figures, or its reason, do not bear out what it says has come of it: nor is it
    oversized = 8,   // longer than its form allows: it is not counted
};

constexpr std::uint64_t bit(Flag flag) noexcept {
    return static_cast<std::uint64_t>(flag);
}
constexpr bool has(std::uint64_t flags, Flag flag) noexcept {
    return (flags & bit(flag)) != 0;
}

// They follow from its words alone: the same on every node.
std::uint64_t flags_of(Adoption const& adoption);

// A school speaks through the actor at the root of its address, and through nobody else.
bool speaks_for_school(std::string_view actor);

}  // namespace collegium::federation::adoption
