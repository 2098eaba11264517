// Guide: what answers grew into. Its sections are fixed, and each of its versions has a name that follows from its
// words (guide_json.hpp).
#pragma once

#include "config/clock.hpp"
#include "federation/guides/evidence.hpp"
#include "federation/guides/reference.hpp"
#include "federation/guides/sections.hpp"

namespace collegium::federation::guides {

enum class GuideState : std::uint8_t { draft, in_review, published, under_revision, retired };

std::string_view name_of(GuideState state) noexcept;     // on the wire
std::string_view heading_of(GuideState state) noexcept;  // for readers
std::optional<GuideState> state_named(std::string_view name) noexcept;

// What an author may make of a guide that is in a state (entering.hpp). Drafts do not come back; what is retired may.
bool may_follow(GuideState from, GuideState to) noexcept;

// How far it carries over to other schools, and where it was tried.
struct Transferability {
    std::uint64_t rating = 0;  // 1: hardly, to 5: almost everywhere
    std::string context;       // plain text, at most longest_context bytes

    bool operator==(Transferability const&) const = default;
};

// A guide that this one was made from, and the version of it; both empty: none.
struct Source {
    std::string guide;    // IRI
    std::string version;  // "sha-256:…"

    bool empty() const noexcept { return guide.empty() && version.empty(); }
    bool operator==(Source const&) const = default;
};

// Who translated it. Readers are shown people's work first.
enum class Translator : std::uint8_t { human, machine_checked, machine };

std::string_view name_of(Translator translator) noexcept;  // on the wire
std::optional<Translator> translator_named(std::string_view name) noexcept;

// Whose experience somebody brings to a guide.
enum class Voice : std::uint8_t { practitioner, academic, other };

std::string_view name_of(Voice voice) noexcept;  // on the wire
std::optional<Voice> voice_named(std::string_view name) noexcept;

struct Contributor {
    std::string iri;
    Voice voice = Voice::other;

    bool operator==(Contributor const&) const = default;
};

constexpr std::size_t longest_guide_title = 300;  // bytes
constexpr std::size_t longest_guide = 48 * 1024;  // bytes of all sections: what others take, with its HTML twice
constexpr std::size_t longest_context = 1000;     // bytes
constexpr std::size_t most_references = 100;
constexpr std::size_t longest_references = 16 * 1024;  // bytes of all of them
constexpr std::size_t most_contributors = 50;
constexpr std::size_t most_sources = 20;

struct Guide {
    // The words of a version.
    std::string title;
    std::string language = "en";                        // BCP 47
    std::array<std::string, section_count> sections{};  // Markdown, by Section
    std::optional<EvidenceRating> evidence;
    Transferability transferability;
    std::vector<Reference> references;
    std::string licence = "CC-BY-4.0";      // SPDX
    std::vector<std::string> derived_from;  // IRIs of questions
    Source adapted_from;
    Source translation_of;
    Translator translator = Translator::human;  // where it is a translation
    std::string previous;                       // name of the version before; empty: the first
    std::uint64_t revision = 1;                 // for people: "version 3"

    // What may change without a new version.
    GuideState state = GuideState::draft;
    std::string subject;    // plain text, as of a question (messages/question_context.hpp); may be empty
    std::string review_by;  // "2027-09-01", or empty
    std::vector<Contributor> contributors;

    std::string& operator[](Section section) { return sections[static_cast<std::size_t>(section)]; }
    std::string const& operator[](Section section) const { return sections[static_cast<std::size_t>(section)]; }
    bool operator==(Guide const&) const = default;
};

// Everything that keeps it from being shown to others, in the order of the form. A draft may be unfinished: it needs a
// title, and what it has must be right.
std::vector<Problem> problems_of(Guide const& guide);

// What a community may ask for beyond that (authorship.hpp): one who practises and one who does research among its
// contributors. Refuses not_allowed.
Result<void> check_voices(Guide const& guide);

// The same with one spelling of line ends and of identifiers: what the form of a browser brings, ready to be published.
Guide tidied(Guide guide);

// Its author should look at it again: the day that it names is over. Days end at midnight UTC.
bool is_past_review(Guide const& guide, Instant now);

// The shape of a version's name: "sha-256:" and 64 lower-case hex digits.
bool is_version_name(std::string_view text) noexcept;

}  // namespace collegium::federation::guides
