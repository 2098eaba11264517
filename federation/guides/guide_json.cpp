#include "federation/guides/guide_json.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "federation/messages/activity.hpp"
#include "federation/messages/question_context.hpp"

#include <algorithm>

namespace collegium::federation::guides {

namespace {

constexpr std::string_view version_start = "sha-256:";
constexpr std::array<std::string_view, 10> members_of_words{
    "col:revision",
    "col:sections",
    "col:evidence",
    "col:transferability",
    "col:references",
    "col:licence",
    "col:derivedFrom",
    "col:adaptedFrom",
    "col:translationOf",
    "col:previousVersion"};

std::string sections_json(Guide const& guide) {
    auto sections = JsonText::object();
    for (auto const& each : all_sections()) sections.text_unless_empty(each.name, guide[each.section]);
    return sections.done();
}

std::string evidence_json(EvidenceRating const& rating) {
    return JsonText::object()
        .text("scheme", rating.scheme)
        .text("grade", rating.grade)
        .text("rationale", rating.rationale)
        .text("rater", rating.rater)
        .done();
}

std::string transferability_json(Transferability const& transferability) {
    return JsonText::object().number("rating", transferability.rating).text("context", transferability.context).done();
}

std::string source_json(Source const& source, std::string_view translator) {
    return JsonText::object()
        .text("id", source.guide)
        .text("version", source.version)
        .text_unless_empty("translator", translator)
        .done();
}

std::string contributors_json(std::vector<Contributor> const& contributors) {
    auto list = JsonText::list();
    for (auto const& each : contributors)
        list.raw_item(JsonText::object().text("id", each.iri).text("voice", name_of(each.voice)).done());
    return list.done();
}

void add_words(JsonText& object, Guide const& guide) {
    object.number("col:revision", guide.revision).raw("col:sections", sections_json(guide));
    if (guide.evidence) object.raw("col:evidence", evidence_json(*guide.evidence));
    object.raw("col:transferability", transferability_json(guide.transferability))
        .raw("col:references", references_json(guide.references))
        .text("col:licence", guide.licence)
        .texts("col:derivedFrom", guide.derived_from);
    if (!guide.adapted_from.empty()) object.raw("col:adaptedFrom", source_json(guide.adapted_from, ""));
    if (!guide.translation_of.empty())
        object.raw("col:translationOf", source_json(guide.translation_of, name_of(guide.translator)));
    object.text_unless_empty("col:previousVersion", guide.previous);
}

// The object itself, or what stands in for it where there is none.
JsonValue const& object_member(JsonValue const& object, std::string_view name) {
    static JsonValue const nothing{rapidjson::kObjectType};
    auto const* const value = member(object, name);
    return value != nullptr && value->IsObject() ? *value : nothing;
}

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const value = member(object, name);
    return value != nullptr && value->IsUint64() ? value->GetUint64() : 0;
}

std::string_view language_of(JsonValue const& object) {
    return text_member(object_member(object, "language"), "identifier");
}

std::optional<EvidenceRating> evidence_in(JsonValue const& object) {
    if (member(object, "col:evidence") == nullptr) return std::nullopt;
    auto const& given = object_member(object, "col:evidence");
    return EvidenceRating{
        std::string{text_member(given, "scheme")},
        std::string{text_member(given, "grade")},
        std::string{text_member(given, "rationale")},
        std::string{text_member(given, "rater")}};
}

Source source_in(JsonValue const& object, std::string_view name) {
    auto const& given = object_member(object, name);
    return {std::string{text_member(given, "id")}, std::string{text_member(given, "version")}};
}

std::vector<Contributor> contributors_in(JsonValue const& object) {
    std::vector<Contributor> found;
    auto const* const given = member(object, "col:contributors");
    if (given == nullptr || !given->IsArray()) return found;
    for (auto const& each : given->GetArray()) {
        if (!each.IsObject() || found.size() > most_contributors) continue;
        auto const voice = voice_named(text_member(each, "voice"));
        found.push_back({std::string{text_member(each, "id")}, voice.value_or(Voice::other)});
    }
    return found;
}

// What is of a wrong shape is as if it were not there, and shows up among the problems.
Guide read(JsonValue const& object) {
    Guide guide;
    guide.title = text_member(object, "name");
    guide.language = language_of(object);
    auto const& sections = object_member(object, "col:sections");
    for (auto const& each : all_sections()) guide[each.section] = text_member(sections, each.name);
    guide.evidence = evidence_in(object);
    auto const& transferability = object_member(object, "col:transferability");
    guide.transferability = {
        number_member(transferability, "rating"), std::string{text_member(transferability, "context")}};
    guide.references = references_in(object);
    guide.licence = text_member(object, "col:licence");
    for (auto const each : references(object, "col:derivedFrom", most_sources + 1))
        guide.derived_from.emplace_back(each);
    guide.adapted_from = source_in(object, "col:adaptedFrom");
    guide.translation_of = source_in(object, "col:translationOf");
    auto const translator = translator_named(text_member(object_member(object, "col:translationOf"), "translator"));
    guide.translator = translator.value_or(guide.translation_of.empty() ? Translator::human : Translator::machine);
    guide.previous = text_member(object, "col:previousVersion");
    guide.revision = std::max<std::uint64_t>(number_member(object, "col:revision"), 1);
    guide.state = state_named(text_member(object, "col:state")).value_or(GuideState::draft);
    guide.subject = question_context_of(object).subject;
    guide.review_by = text_member(object, "col:reviewBy");
    guide.contributors = contributors_in(object);
    return guide;
}

// With everything that does not belong to the words set to the same.
Guide only_words(Guide guide) {
    guide.previous.clear();
    guide.revision = 1;
    guide.state = GuideState::draft;
    guide.subject.clear();
    guide.review_by.clear();
    guide.contributors.clear();
    return guide;
}

}  // namespace

Result<Guide> guide_in(JsonValue const& object) {
    if (!state_named(text_member(object, "col:state")))
        return Refusal{Reason::malformed, "a guide needs a state that this node knows"};
    auto guide = read(object);
    auto const problems = problems_of(guide);
    if (!problems.empty()) return problems.front().why;
    if (version_of(object) != text_member(object, "col:version"))
        return Refusal{Reason::malformed, "the version of a guide is not the name of its words"};
    return guide;
}

Guide draft_in(JsonValue const& object) {
    return read(object);
}

std::string version_of(JsonValue const& object) {
    auto words = JsonText::object();
    words.text("name", text_member(object, "name")).text("language", language_of(object));
    for (auto const name : members_of_words)
        if (auto const* const value = member(object, name)) words.raw(name, to_text(*value));
    auto const json = Json::read_object(words.done());
    if (!json) return {};
    return std::string{version_start} +
           crypto::to_hex(crypto::sha256(crypto::bytes_of(crypto::canonical_json(json->root()))));
}

std::string version_of(Guide const& guide) {
    auto object = JsonText::object();
    object.text("name", guide.title).raw("language", JsonText::object().text("identifier", guide.language).done());
    add_words(object, guide);
    auto const json = Json::read_object(object.done());
    return json ? version_of(json->root()) : std::string{};
}

std::optional<storage::VersionHash> digest_of(std::string_view version) {
    auto const bytes = is_version_name(version) ? crypto::from_hex(version.substr(version_start.size())) : std::nullopt;
    if (!bytes) return std::nullopt;
    storage::VersionHash digest{};
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

std::string version_named(storage::VersionHash const& digest) {
    if (digest == storage::VersionHash{}) return {};
    return std::string{version_start} + crypto::to_hex(digest);
}

void add_guide(JsonText& object, Guide const& guide) {
    add_words(object, guide);
    object.text("col:version", version_of(guide))
        .text("col:state", name_of(guide.state))
        .text_unless_empty("col:subject", guide.subject)
        .text_unless_empty("col:reviewBy", guide.review_by)
        .raw("col:contributors", contributors_json(guide.contributors));
}

std::string references_json(std::vector<Reference> const& references) {
    auto list = JsonText::list();
    for (auto const& each : references)
        list.raw_item(JsonText::object()
                          .text("name", each.title)
                          .text("id", each.address)
                          .text_unless_empty("ietf:cite-as", link_of(each))
                          .boolean("openAccess", each.open)
                          .done());
    return list.done();
}

std::vector<Reference> references_in(JsonValue const& object) {
    std::vector<Reference> found;
    auto const* const given = member(object, "col:references");
    if (given == nullptr || !given->IsArray()) return found;
    for (auto const& each : given->GetArray()) {
        if (found.size() > most_references) break;
        Reference reference;
        if (each.IsObject()) {
            auto const* const open = member(each, "openAccess");
            reference = {
                std::string{text_member(each, "name")},
                std::string{text_member(each, "id")},
                open != nullptr && open->IsTrue()};
        }
        found.push_back(std::move(reference));
    }
    return found;
}

Guide succeeding(Guide const& current, Guide changed) {
    changed = tidied(std::move(changed));
    bool const same = only_words(changed) == only_words(current);
    changed.previous = same ? current.previous : version_of(current);
    changed.revision = same ? current.revision : current.revision + 1;
    return changed;
}

}  // namespace collegium::federation::guides
