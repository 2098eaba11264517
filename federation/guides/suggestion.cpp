#include "federation/guides/suggestion.hpp"

#include "federation/content/text_changes.hpp"
#include "federation/messages/activity.hpp"

#include <algorithm>

namespace collegium::federation::guides {

namespace {

std::string sections_json(std::map<Section, std::string> const& sections) {
    auto json = JsonText::object();
    for (auto const& [section, words] : sections) json.text(info_of(section).name, words);
    return json.done();
}

std::map<Section, std::string> sections_in(JsonValue const& patch) {
    std::map<Section, std::string> found;
    auto const* const given = member(patch, "col:sections");
    if (given == nullptr || !given->IsObject()) return found;
    for (auto const& each : all_sections()) {
        auto const* const words = member(*given, each.name);
        if (words != nullptr && words->IsString()) found[each.section] = text_of(*words);
    }
    return found;
}

std::size_t size_of(std::map<Section, std::string> const& sections) {
    std::size_t size = 0;
    for (auto const& [section, words] : sections) size += words.size();
    return size;
}

std::size_t size_of(std::vector<Reference> const& references) {
    std::size_t size = 0;
    for (auto const& each : references) size += each.title.size() + each.address.size();
    return size;
}

Result<Suggestion> checked(Suggestion suggestion) {
    using enum Reason;
    if (!is_version_name(suggestion.base))
        return Refusal{malformed, "a suggested change names the version that it changes"};
    if (suggestion.changes_nothing()) return Refusal{malformed, "a suggested change changes something"};
    if (suggestion.title && (is_blank(*suggestion.title) || suggestion.title->size() > longest_guide_title))
        return Refusal{malformed, "the suggested title is empty or longer than 300 bytes"};
    for (auto const& [section, words] : suggestion.sections)
        if (words.size() > longest_section) return info_of(section).too_long;
    if (size_of(suggestion.sections) > longest_guide)
        return Refusal{too_large, "the suggested sections are longer than 49,152 bytes together"};
    if (suggestion.references && suggestion.references->size() > most_references)
        return Refusal{too_large, "a guide has more than 100 references"};
    if (size_of(suggestion.references.value_or(std::vector<Reference>{})) > longest_references)
        return Refusal{too_large, "the suggested references are longer than 16,384 bytes together"};
    if (suggestion.reason.size() > longest_reason)
        return Refusal{too_large, "the reason of a suggested change is longer than 2,000 bytes"};
    for (auto const& reference : suggestion.references.value_or(std::vector<Reference>{}))
        if (auto const problems = problems_of(reference, ""); !problems.empty()) return problems.front().why;
    return suggestion;
}

bool contains(std::vector<Reference> const& list, Reference const& reference) {
    return std::ranges::find(list, reference) != list.end();
}

// What they added and took away, done to ours.
std::vector<Reference> merged_references(
    std::vector<Reference> const& base, std::vector<Reference> ours, std::vector<Reference> const& theirs
) {
    std::erase_if(ours, [&](Reference const& each) { return contains(base, each) && !contains(theirs, each); });
    for (auto const& each : theirs)
        if (!contains(base, each) && !contains(ours, each)) ours.push_back(each);
    return ours;
}

void merge_part(
    Merged& result, std::string_view part, std::string const& base, std::string& ours, std::string const& theirs
) {
    auto merge = content::merge(base, ours, theirs);
    if (merge.clean)
        ours = std::move(merge.text);
    else
        result.conflicts.push_back({std::string{part}, ours, theirs, std::move(merge.text)});
}

template <class Part>
void take_changed(Guide& guide, Part Guide::*part, Guide const& base, Guide const& written) {
    if (written.*part != base.*part) guide.*part = written.*part;
}

}  // namespace

Suggestion suggestion_between(Guide const& base, Guide const& proposed) {
    auto const before = tidied(base), after = tidied(proposed);
    Suggestion suggestion;
    suggestion.base = version_of(base);
    if (after.title != before.title) suggestion.title = after.title;
    for (auto const& each : all_sections())
        if (after[each.section] != before[each.section]) suggestion.sections[each.section] = after[each.section];
    if (after.references != before.references) suggestion.references = after.references;
    return suggestion;
}

Result<Suggestion> suggestion_in(JsonValue const& patch) {
    Suggestion suggestion;
    suggestion.guide = reference_member(patch, "object");
    suggestion.base = text_member(patch, "previousVersion");
    suggestion.reason = text_member(patch, "summary");
    if (member(patch, "name") != nullptr) suggestion.title = text_member(patch, "name");
    suggestion.sections = sections_in(patch);
    if (member(patch, "col:references") != nullptr) suggestion.references = references_in(patch);
    return checked(std::move(suggestion));
}

void add_suggestion(JsonText& patch, Suggestion const& suggestion, std::string_view differences) {
    patch.text("object", suggestion.guide)
        .text("previousVersion", suggestion.base)
        .text_unless_empty("summary", suggestion.reason)
        .text("content", differences)
        .text("mediaType", "text/plain");
    if (suggestion.title) patch.text("name", *suggestion.title);
    if (!suggestion.sections.empty()) patch.raw("col:sections", sections_json(suggestion.sections));
    if (suggestion.references) patch.raw("col:references", references_json(*suggestion.references));
}

Guide with(Guide base, Suggestion const& suggestion) {
    if (suggestion.title) base.title = *suggestion.title;
    for (auto const& [section, words] : suggestion.sections) base[section] = words;
    if (suggestion.references) base.references = *suggestion.references;
    return base;
}

Merged merged(Guide const& base, Guide const& current, Suggestion const& suggestion) {
    Merged result{current, {}};
    auto& guide = result.guide;
    if (suggestion.title) merge_part(result, "title", base.title, guide.title, *suggestion.title);
    for (auto const& [section, words] : suggestion.sections)
        merge_part(result, info_of(section).name, base[section], guide[section], words);
    if (suggestion.references)
        guide.references = merged_references(base.references, current.references, *suggestion.references);
    return result;
}

Merged brought_into(Guide const& current, Guide const& base, Guide const& written) {
    auto result = merged(base, current, suggestion_between(base, written));
    auto const take = [&](auto... part) { (take_changed(result.guide, part, base, written), ...); };
    take(&Guide::language, &Guide::evidence, &Guide::transferability, &Guide::licence, &Guide::derived_from);
    take(&Guide::adapted_from, &Guide::translation_of, &Guide::translator);
    take(&Guide::state, &Guide::subject, &Guide::review_by, &Guide::contributors);
    return result;
}

}  // namespace collegium::federation::guides
