// Guide: what answers grew into. Its sections are fixed, and each of its versions has a name that follows from its
// words: the same on every node, so that a review or an adoption can say which version it means.
#pragma once

#include "federation/guides/evidence.hpp"
#include "federation/guides/sections.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

#include <optional>
#include <vector>

namespace collegium::federation::guides {

enum class GuideState : std::uint8_t { draft, in_review, published, under_revision, retired };

std::string_view name_of(GuideState state) noexcept;  // on the wire
std::optional<GuideState> state_named(std::string_view name) noexcept;

// How far it carries over to other schools, and where it was tried.
struct Transferability {
    std::uint64_t rating = 0;  // 1: hardly, to 5: almost everywhere
    std::string context;       // plain text, at most longest_context bytes

    bool operator==(Transferability const&) const = default;
};

struct Reference {
    std::string title;
    std::string address;  // "https://…", "doi:10.…" or "isbn:…"
    bool open = false;    // anybody may read it without paying

    bool operator==(Reference const&) const = default;
};

constexpr std::size_t longest_guide_title = 300;  // bytes
constexpr std::size_t longest_section = 8 * 1024;
constexpr std::size_t longest_context = 1000;
constexpr std::size_t most_references = 100;

struct Guide {
    std::string title;
    std::string language = "en";
    std::array<std::string, section_count> sections{};  // Markdown, by Section
    std::optional<EvidenceRating> evidence;
    Transferability transferability;
    std::vector<Reference> references;
    std::string licence = "CC-BY-4.0";      // SPDX
    std::vector<std::string> derived_from;  // IRIs of questions
    std::string previous;                   // name of the version before; empty: the first
    GuideState state = GuideState::draft;
    std::string review_by;  // "2027-09-01", or empty

    std::string& operator[](Section section) { return sections[static_cast<std::size_t>(section)]; }
    std::string const& operator[](Section section) const { return sections[static_cast<std::size_t>(section)]; }
    bool operator==(Guide const&) const = default;
};

// Something that is wrong with a guide, and beside which field of its form to say so.
struct Problem {
    std::string field;
    std::string words;
};

// Everything that keeps it from being shown to others, in the order of the form; empty if nothing does.
std::vector<Problem> problems_of(Guide const& guide);

// Of an object with col:kind "guide". Refuses (malformed, too_large) what has problems, and a guide whose declared
// version is not the name of its words.
Result<Guide> guide_in(rapidjson::Value const& object);

// The name of this version: "sha-256:" and the hex digest of its words in canonical JSON (RFC 8785). State and
// review-by date do not belong to it: they change without a new version.
std::string version_of(Guide const& guide);

// Its members of an object: col:sections and all the others, the version's name among them.
void add_guide(JsonText& object, Guide const& guide);

// The whole as Markdown, for software that knows no sections.
std::string as_markdown(Guide const& guide);

}  // namespace collegium::federation::guides
