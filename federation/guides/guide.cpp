#include "federation/guides/guide.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"

#include <algorithm>

namespace collegium::federation::guides {

namespace {

constexpr std::array<std::string_view, 5> state_names{"draft", "in-review", "published", "under-revision", "retired"};

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

std::string references_json(std::vector<Reference> const& references) {
    auto list = JsonText::list();
    for (auto const& each : references)
        list.raw_item(JsonText::object()
                          .text("name", each.title)
                          .text("href", each.address)
                          .boolean("openAccess", each.open)
                          .done());
    return list.done();
}

// What belongs to a version, under the names of the wire.
void add_words(JsonText& object, Guide const& guide) {
    object.raw("col:sections", sections_json(guide));
    if (guide.evidence) object.raw("col:evidence", evidence_json(*guide.evidence));
    object.raw("col:transferability", transferability_json(guide.transferability))
        .raw("col:references", references_json(guide.references))
        .text("col:licence", guide.licence)
        .texts("col:derivedFrom", guide.derived_from)
        .text_unless_empty("col:previousVersion", guide.previous);
}

std::array<std::string, section_count> sections_in(rapidjson::Value const& object) {
    std::array<std::string, section_count> sections;
    auto const* const given = member(object, "col:sections");
    if (given == nullptr || !given->IsObject()) return sections;
    for (auto const& each : all_sections())
        sections.at(static_cast<std::size_t>(each.section)) = text_member(*given, each.name);
    return sections;
}

std::optional<EvidenceRating> evidence_in(rapidjson::Value const& object) {
    auto const* const given = member(object, "col:evidence");
    if (given == nullptr || !given->IsObject()) return std::nullopt;
    return EvidenceRating{
        std::string{text_member(*given, "scheme")},
        std::string{text_member(*given, "grade")},
        std::string{text_member(*given, "rationale")},
        std::string{text_member(*given, "rater")}};
}

Transferability transferability_in(rapidjson::Value const& object) {
    Transferability found;
    auto const* const given = member(object, "col:transferability");
    if (given == nullptr || !given->IsObject()) return found;
    auto const* const rating = member(*given, "rating");
    if (rating != nullptr && rating->IsUint64()) found.rating = rating->GetUint64();
    found.context = text_member(*given, "context");
    return found;
}

std::vector<Reference> references_in(rapidjson::Value const& object) {
    std::vector<Reference> found;
    auto const* const given = member(object, "col:references");
    if (given == nullptr || !given->IsArray()) return found;
    for (auto const& each : given->GetArray()) {
        if (!each.IsObject() || found.size() > most_references) continue;
        auto const* const open = member(each, "openAccess");
        found.push_back(
            {std::string{text_member(each, "name")},
             std::string{text_member(each, "href")},
             open != nullptr && open->IsTrue()}
        );
    }
    return found;
}

}  // namespace

std::string_view name_of(GuideState state) noexcept {
    return state_names[static_cast<std::size_t>(state)];
}

std::optional<GuideState> state_named(std::string_view name) noexcept {
    auto const found = std::ranges::find(state_names, name);
    if (found == state_names.end()) return std::nullopt;
    return static_cast<GuideState>(found - state_names.begin());
}

Result<Guide> guide_in(rapidjson::Value const& object) {
    auto const state = state_named(text_member(object, "col:state"));
    if (!state) return Refusal{Reason::malformed, "a guide needs a state that this node knows"};
    Guide guide;
    guide.title = text_member(object, "name");
    auto const* const language = member(object, "language");
    guide.language = language != nullptr && language->IsObject() ? text_member(*language, "identifier") : "";
    guide.sections = sections_in(object);
    guide.evidence = evidence_in(object);
    guide.transferability = transferability_in(object);
    guide.references = references_in(object);
    guide.licence = text_member(object, "col:licence");
    for (auto const each : references(object, "col:derivedFrom")) guide.derived_from.emplace_back(each);
    guide.previous = text_member(object, "col:previousVersion");
    guide.state = *state;
    guide.review_by = text_member(object, "col:reviewBy");
    if (!problems_of(guide).empty())
        return Refusal{Reason::malformed, "a guide without what every guide needs: see its problems"};
    if (version_of(guide) != text_member(object, "col:version"))
        return Refusal{Reason::malformed, "the guide's version is not the name of its words"};
    return guide;
}

std::string version_of(Guide const& guide) {
    auto words = JsonText::object();
    words.text("name", guide.title).text("language", guide.language);
    add_words(words, guide);
    auto const json = Json::read(words.done(), {std::size_t{2} << 20});
    auto const canonical = crypto::canonical_json(json.value().root());
    return "sha-256:" + crypto::to_hex(crypto::sha256(crypto::as_bytes(canonical)));
}

void add_guide(JsonText& object, Guide const& guide) {
    add_words(object, guide);
    object.text("col:version", version_of(guide))
        .text("col:state", name_of(guide.state))
        .text_unless_empty("col:reviewBy", guide.review_by);
}

std::string as_markdown(Guide const& guide) {
    std::string whole;
    for (auto const& each : all_sections()) {
        auto const& words = guide[each.section];
        if (!words.empty()) whole += "## " + std::string{each.heading} + "\n\n" + words + "\n\n";
    }
    for (auto const& each : guide.references) whole += "- " + each.title + " <" + each.address + ">\n";
    return whole;
}

}  // namespace collegium::federation::guides
