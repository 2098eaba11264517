#include "server/pages/guides/guide_fields.hpp"

#include "federation/guides/licence.hpp"
#include "server/pages/guides/guide_lines.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::pages {

using guides::Section;

namespace {

std::uint64_t rating_typed(std::string_view digits) {
    std::uint64_t rating = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), rating);
    return error == std::errc{} && end == digits.data() + digits.size() ? rating : 0;
}

void take_text(Form const& form, std::string_view name, std::string& text) {
    if (form.has(name)) text = form.text(name);
}

// A rating without a grade is kept as well: its rationale is typed.
void take_evidence(App const& app, Call const& call, guides::Guide& guide) {
    auto const& form = call.form;
    if (!form.has("grade") && !form.has("rationale")) return;
    auto const chosen = form.trimmed("grade");
    auto const& rationale = form.text("rationale");
    if (chosen.empty() && guides::is_blank(rationale)) return guide.evidence.reset();
    auto const colon = std::min(chosen.find(':'), chosen.size());
    auto const rater = form.trimmed("rater");
    guides::EvidenceRating rating;
    rating.scheme = chosen.substr(0, colon);
    rating.grade = chosen.substr(std::min(colon + 1, chosen.size()));
    rating.rationale = rationale;
    rating.rater = rater.empty() ? own_iri(app, call) : person_typed(app, rater);
    guide.evidence = std::move(rating);
}

void take_rest(App const& app, Form const& form, guides::Guide& guide) {
    if (form.has("language")) guide.language = form.trimmed("language");
    if (form.has("rating")) guide.transferability.rating = rating_typed(form.text("rating"));
    take_text(form, "context", guide.transferability.context);
    if (form.has("licence")) guide.licence = form.trimmed("licence");
    if (form.has("subject")) guide.subject = form.trimmed("subject");
    if (form.has("review_by")) guide.review_by = form.trimmed("review_by");
    if (form.has("contributors")) guide.contributors = contributors_typed(app, form.text("contributors"));
    if (auto const state = guides::state_named(form.text("state"))) guide.state = *state;
    if (auto const translator = guides::translator_named(form.text("translator"))) guide.translator = *translator;
}

bool is_of_list(std::string_view field) {
    return field == "references" || field.starts_with("references.");
}

// Of a line of the list, which one it is: people count from one.
std::string place_in_list(std::string_view field) {
    constexpr std::string_view start = "references.";
    if (!field.starts_with(start)) return {};
    return "Line " + std::to_string(rating_typed(field.substr(start.size())) + 1) + ": ";
}

void show_grades(Values& values, std::optional<guides::EvidenceRating> const& rating) {
    for (auto const& scheme : guides::all_schemes()) {
        auto group = values.repeat("SCHEME");
        group.words("SCHEME_NAME", scheme.name);
        for (auto const& grade : scheme.grades) {
            auto option = group.repeat("GRADE");
            option.text("VALUE", std::string{scheme.id} + ":" + std::string{grade.value});
            option.words("LABEL", grade.meaning);
            if (rating && rating->scheme == scheme.id && rating->grade == grade.value) option.show("CHOSEN");
        }
    }
}

void show_evidence(
    App const& app, Values& section, std::optional<guides::EvidenceRating> const& rating, FieldProblems const& problems
) {
    auto values = section.repeat("EVIDENCE");
    show_grades(values, rating);
    values.text("TYPED_RATIONALE", rating ? std::string_view{rating->rationale} : std::string_view{});
    values.text("RATER", rating ? person_words(app, rating->rater) : std::string{});
    show_beside(values, "GRADE_PROBLEM", problems, "evidence.scheme", "grade");
    show_beside(values, "GRADE_PROBLEM", problems, "evidence.grade", "grade");
    show_beside(values, "RATIONALE_PROBLEM", problems, "evidence.rationale", "rationale");
    show_beside(values, "RATER_PROBLEM", problems, "evidence.rater", "rater");
}

void show_transferability(
    Values& section, guides::Transferability const& transferability, FieldProblems const& problems
) {
    constexpr std::array<std::string_view, 5> labels{
        phrase("1: hardly anywhere else"),
        phrase("2: in few other schools"),
        phrase("3: in some"),
        phrase("4: in most"),
        phrase("5: almost everywhere")};
    auto values = section.repeat("RATING");
    for (std::size_t i = 0; i < labels.size(); ++i) {
        auto option = values.repeat("DEGREE");
        option.number("VALUE", i + 1);
        option.words("LABEL", labels[i]);
        if (transferability.rating == i + 1) option.show("CHOSEN");
    }
    values.text("TRIED_IN", transferability.context);
    show_beside(values, "RATING_PROBLEM", problems, "transferability.rating", "rating");
    show_beside(values, "TRIED_PROBLEM", problems, "transferability.context", "context");
}

void show_list(Values& section, std::vector<guides::Reference> const& references, FieldProblems const& problems) {
    auto values = section.repeat("SOURCES");
    values.text("LINES", lines_of(references));
    for (auto const& each : problems)
        if (is_of_list(each.field)) values.problem("SOURCE_PROBLEM", "sources", each.words);
}

void show_licences(Values& values, std::string_view chosen) {
    bool found = false;
    for (auto const& each : guides::all_licences()) {
        auto option = values.repeat("LICENCE");
        option.text("VALUE", each.spdx);
        option.text("LABEL", each.name);
        if (each.spdx == chosen) option.show("CHOSEN");
        found = found || each.spdx == chosen;
    }
    if (found || chosen.empty()) return;
    auto other = values.repeat("LICENCE");
    other.text("VALUE", chosen);
    other.text("LABEL", chosen);
    other.show("CHOSEN");
}

void show_translators(Values& values, guides::Translator chosen) {
    auto list = values.repeat("TRANSLATED");
    constexpr std::array<std::string_view, 3> labels{
        phrase("By people"), phrase("By a machine, checked by people"), phrase("By a machine")};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        auto const translator = static_cast<guides::Translator>(i);
        auto option = list.repeat("TRANSLATOR");
        option.text("VALUE", guides::name_of(translator));
        option.words("LABEL", labels[i]);
        if (translator == chosen) option.show("CHOSEN");
    }
}

}  // namespace

guides::Guide proposal_typed(Call const& call, guides::Guide guide) {
    auto const& form = call.form;
    if (form.has("title")) guide.title = form.trimmed("title");
    for (auto const& each : guides::all_sections()) take_text(form, each.name, guide[each.section]);
    if (form.has("sources")) guide.references = references_typed(form.text("sources"));
    return guide;
}

guides::Guide guide_typed(App const& app, Call const& call, guides::Guide before) {
    auto guide = proposal_typed(call, std::move(before));
    take_evidence(app, call, guide);
    take_rest(app, call.form, guide);
    return guide;
}

FieldProblems problems_beside(guides::Guide const& guide) {
    FieldProblems found;
    for (auto const& each : guides::problems_of(guide))
        found.push_back({each.field, place_in_list(each.field) + sentence(each.why)});
    return found;
}

FieldProblems problems_of_proposal(guides::Guide const& proposed) {
    auto found = problems_beside(proposed);
    std::erase_if(found, [](FieldProblem const& each) {
        bool const is_section = guides::section_named(each.field).has_value() || each.field == "sections";
        return !is_section && each.field != "title" && !is_of_list(each.field);
    });
    return found;
}

FieldProblems beside(std::vector<guides::Problem> const& problems) {
    FieldProblems found;
    for (auto const& each : problems) found.push_back({each.field, sentence(each.why)});
    return found;
}

std::string typed_or(Call const& call, std::string_view name, std::string_view standing) {
    return call.form.has(name) ? call.form.text(name) : std::string{standing};
}

void show_beside(
    Values& values, std::string_view part, FieldProblems const& problems, std::string_view field, std::string_view id
) {
    for (auto const& each : problems)
        if (each.field == field) values.problem(part, id.empty() ? field : id, each.words);
}

void show_of_whole(Values& values, FieldProblems const& problems, std::initializer_list<std::string_view> fields) {
    for (auto const& each : problems)
        if (std::ranges::find(fields, each.field) != fields.end()) values.refused(each.words);
}

void show_parts(App const& app, Values& page, guides::Guide const& guide, FieldProblems const& problems, bool whole) {
    auto values = page.include("PARTS", "guide_parts");
    values.text("TITLE", guide.title);
    show_beside(values, "TITLE_PROBLEM", problems, "title");
    show_of_whole(values, problems, {"sections"});
    for (auto const& each : guides::all_sections()) {
        auto section = values.repeat("SECTION");
        section.text("NAME", each.name);
        section.words("HEADING", each.heading);
        section.words("HINT", each.hint);
        section.text("TYPED", guide[each.section]);
        if (!each.required) section.show("OPTIONAL");
        bool const is_list = each.section == Section::references;
        if (!is_list) show_beside(section, "SECTION_PROBLEM", problems, each.name);
        if (is_list) show_list(section, guide.references, problems);
        if (whole && each.section == Section::strength) show_evidence(app, section, guide.evidence, problems);
        if (whole && each.section == Section::transferability)
            show_transferability(section, guide.transferability, problems);
    }
}

void show_rest(App const& app, Values& page, guides::Guide const& guide, FieldProblems const& problems) {
    auto values = page.include("REST", "guide_rest");
    values.text("LANGUAGE", guide.language);
    values.text("PEOPLE", lines_of(app, guide.contributors));
    values.text("SUBJECT", guide.subject);
    values.text("DAY", guide.review_by);
    show_licences(values, guide.licence);
    if (!guide.translation_of.empty()) show_translators(values, guide.translator);
    show_beside(values, "LANGUAGE_PROBLEM", problems, "language");
    show_beside(values, "PEOPLE_PROBLEM", problems, "contributors");
    show_beside(values, "SUBJECT_PROBLEM", problems, "subject");
    show_beside(values, "DAY_PROBLEM", problems, "review_by");
    show_beside(values, "LICENCE_PROBLEM", problems, "licence");
    show_of_whole(values, problems, {"derived_from", "adapted_from", "translation_of", "previous"});
}

}  // namespace collegium::server::pages
