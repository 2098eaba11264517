#include "federation/adoption/adoption_json.hpp"

#include "federation/guides/guide.hpp"

namespace collegium::federation::adoption {

namespace {

std::string measure_json(Measure const& measure) {
    return JsonText::object()
        .text("type", "col:Measure")
        .text("instrument", measure.instrument)
        .text("version", measure.version)
        .text("name", measure.name)
        .text("better", name_of(measure.better))
        .text("value", measure.value)
        .number("people", measure.people)
        .text("taken", measure.taken)
        .text_unless_empty("note", measure.note)
        .done();
}

std::optional<Measure> measure_in(JsonValue const& object, std::string_view name) {
    auto const* const given = member(object, name);
    if (given == nullptr || !given->IsObject()) return std::nullopt;
    Measure measure;
    measure.instrument = reference_member(*given, "instrument");
    measure.version = text_member(*given, "version");
    measure.name = text_member(*given, "name");
    measure.better = instruments::better_named(text_member(*given, "better")).value_or(Better::higher);
    measure.value = text_member(*given, "value");
    auto const* const people = member(*given, "people");
    measure.people = people != nullptr && people->IsUint64() ? people->GetUint64() : 0;
    measure.taken = text_member(*given, "taken");
    measure.note = text_member(*given, "note");
    return measure;
}

std::string language_of(JsonValue const& object) {
    auto const* const language = member(object, "language");
    bool const is_named = language != nullptr && language->IsObject();
    return std::string{is_named ? text_member(*language, "identifier") : std::string_view{}};
}

std::string measured(std::string_view when, Measure const& measure) {
    return "**" + std::string{when} + "**, " + measure.taken + ", " + std::to_string(measure.people) + " people, " +
           measure.name + ": " + measure.value + "\n\n";
}

}  // namespace

std::optional<Adoption> adoption_in(JsonValue const& object) {
    if (text_member(object, "col:kind") != adoption_kind) return std::nullopt;
    auto const stage = stage_named(text_member(object, "col:stage"));
    if (!stage) return std::nullopt;
    Adoption adoption;
    adoption.guide = reference_member(object, "col:adopts");
    adoption.version = text_member(object, "col:version");
    bool const replies = !adoption.guide.empty() && adoption.guide == reference_member(object, "inReplyTo");
    if (!replies || !guides::is_version_name(adoption.version)) return std::nullopt;
    adoption.stage = *stage;
    adoption.context = text_member(object, "col:context");
    adoption.changed = text_member(object, "col:changed");
    adoption.story = text_member(object, "col:story");
    adoption.baseline = measure_in(object, "col:baseline");
    adoption.follow_up = measure_in(object, "col:followUp");
    adoption.outcome = outcome_named(text_member(object, "col:outcome")).value_or(Outcome::none);
    adoption.outcome_reason = text_member(object, "col:outcomeReason");
    adoption.language = language_of(object);
    return adoption;
}

void add_adoption(JsonText& object, Adoption const& adoption) {
    object.text("col:kind", adoption_kind)
        .text("col:adopts", adoption.guide)
        .text("col:version", adoption.version)
        .text("col:stage", name_of(adoption.stage))
        .text("col:context", adoption.context)
        .text("col:changed", adoption.changed)
        .text_unless_empty("col:story", adoption.story);
    if (adoption.baseline) object.raw("col:baseline", measure_json(*adoption.baseline));
    if (adoption.follow_up) object.raw("col:followUp", measure_json(*adoption.follow_up));
    object.text_unless_empty("col:outcome", name_of(adoption.outcome))
        .text_unless_empty("col:outcomeReason", adoption.outcome_reason);
}

std::string as_markdown(Adoption const& adoption, std::string_view school) {
    std::string text = "**" + std::string{school} + " uses this guide.** " + std::string{heading_of(adoption.stage)} +
                       "\n\n**Where:** " + adoption.context + "\n\n**What we changed:** " + adoption.changed + "\n\n";
    if (!adoption.story.empty()) text += adoption.story + "\n\n";
    if (adoption.baseline) text += measured("Baseline", *adoption.baseline);
    if (adoption.follow_up) text += measured("Follow-up", *adoption.follow_up);
    if (adoption.outcome != Outcome::none)
        text += "**" + std::string{heading_of(adoption.outcome)} + ".** " + adoption.outcome_reason + "\n";
    return text;
}

}  // namespace collegium::federation::adoption
