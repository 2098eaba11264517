// Suggestion: a change of a guide that somebody else than its author would make, by what it changes. On the wire a
// Patch (needs D8).
#pragma once

#include "federation/guides/guide_json.hpp"

#include <map>

namespace collegium::federation::guides {

constexpr std::string_view patch_type = "Patch";
constexpr std::size_t longest_reason = 2000;  // bytes, of a suggestion and of what is said to it

struct Suggestion {
    std::string guide;   // IRI
    std::string base;    // the version that was changed
    std::string reason;  // plain text, may be empty
    std::optional<std::string> title;
    std::map<Section, std::string> sections;  // those that change, as they would be
    std::optional<std::vector<Reference>> references;

    bool changes_nothing() const noexcept { return !title && sections.empty() && !references; }
    bool operator==(Suggestion const&) const = default;
};

// What somebody made of `base`, tidied: only its title, its sections and its references can be suggested.
Suggestion suggestion_between(Guide const& base, Guide const& proposed);

// Of a Patch. Refuses malformed without a guide, a base or a change, and too_large what no guide could take.
Result<Suggestion> suggestion_in(JsonValue const& patch);

// Its members of a Patch. differences: what it changes, for people; plain text.
void add_suggestion(JsonText& patch, Suggestion const& suggestion, std::string_view differences);

// `base` with the change in it, as its suggester sees it.
Guide with(Guide base, Suggestion const& suggestion);

// A part that was changed here as well, in another way.
struct Conflict {
    std::string part;    // "title", or the name of a section
    std::string ours;    // as the guide has it now
    std::string theirs;  // as it was suggested
    std::string marked;  // both, line by line, between marks (content::merge)
};

struct Merged {
    Guide guide;  // where something conflicts, as it is now
    std::vector<Conflict> conflicts;
};

// The suggestion brought into the guide of today: three ways, by lines. References are added and taken away one by one.
// Nothing of what anybody wrote is lost: it is in the guide or among the conflicts.
Merged merged(Guide const& base, Guide const& current, Suggestion const& suggestion);

// What an author wrote from `base`, brought into the guide of today, which may have changed since: the same three ways.
// What is no text (rating, licence, state and the like) is as the author has it, where they changed it.
Merged brought_into(Guide const& current, Guide const& base, Guide const& written);

}  // namespace collegium::federation::guides
