#include "server/pages/context_words.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace {

struct Choice {
    std::string_view word;   // of the wire
    std::string_view label;  // for those who choose
    std::string_view name;   // for those who read
};

constexpr std::array<Choice, federation::question_kinds.size()> kinds{
    {{"practice", phrase("Practice: how do others do it?"), phrase("Practice question")},
     {"research", phrase("Research: what is known about it?"), phrase("Research question")},
     {"resource", phrase("Resource: who has something that I can use?"), phrase("Resource question")}}};

constexpr std::array<Choice, federation::phases.size()> all_phases{
    {{"earlyYears", phrase("Early years"), phrase("Early years")},
     {"primary", phrase("Primary"), phrase("Primary")},
     {"secondary", phrase("Secondary"), phrase("Secondary")},
     {"furtherEducation", phrase("Further education"), phrase("Further education")},
     {"specialEducation", phrase("Special education"), phrase("Special education")},
     {"higherEducation", phrase("Higher education"), phrase("Higher education")}}};

template <std::size_t size>
Choice const* find(std::array<Choice, size> const& choices, std::string_view word) {
    auto const found = std::ranges::find(choices, word, &Choice::word);
    return found == choices.end() ? nullptr : &*found;
}

template <std::size_t size>
bool is_choice(std::array<Choice, size> const& choices, std::string_view word) {
    return word.empty() || find(choices, word) != nullptr;
}

bool is_short_line(std::string_view words) {
    return federation::content::characters(words) <= federation::longest_context_word &&
           words.find('\n') == std::string_view::npos;
}

template <std::size_t size>
void show_choices(
    Values& values, std::string_view part, std::array<Choice, size> const& choices, std::string_view chosen
) {
    for (auto const& each : choices) {
        auto option = values.repeat(part);
        option.text("VALUE", each.word);
        option.words("LABEL", each.label);
        if (each.word == chosen) option.show("CHOSEN");
    }
}

// A field of the context: its id, and the part that marks it.
struct ContextField {
    std::string_view id;
    std::string_view invalid;
};

// The first of which context_problem() says something.
ContextField wrong_field(QuestionContext const& context) {
    if (!is_choice(kinds, context.kind)) return {"kind", "KIND_INVALID"};
    if (!is_choice(all_phases, context.phase)) return {"phase", "PHASE_INVALID"};
    if (!is_short_line(context.subject)) return {"subject", "SUBJECT_INVALID"};
    return {"need", "NEED_INVALID"};
}

Values filled_in(Values& values, QuestionContext const& chosen) {
    auto fields = values.include("CONTEXT_FIELDS", "question_context");
    show_choices(fields, "KIND", kinds, chosen.kind);
    show_choices(fields, "PHASE", all_phases, chosen.phase);
    fields.text("SUBJECT", chosen.subject);
    fields.text("NEED", chosen.need);
    return fields;
}

}  // namespace

QuestionContext context_in(Form const& form) {
    return {form.trimmed("kind"), form.trimmed("phase"), form.trimmed("subject"), form.trimmed("need")};
}

bool has_context(Form const& form) {
    return form.has("kind") || form.has("phase") || form.has("subject") || form.has("need");
}

std::string_view context_problem(QuestionContext const& context) {
    if (!is_choice(kinds, context.kind)) return phrase("Choose the kind of question from the list.");
    if (!is_choice(all_phases, context.phase)) return phrase("Choose the phase from the list.");
    if (!is_short_line(context.subject)) return phrase("Shorten the subject to one line of at most 100 characters.");
    if (!is_short_line(context.need)) return phrase("Shorten the need to one line of at most 100 characters.");
    return {};
}

QuestionContext known_part(QuestionContext context) {
    if (!is_choice(kinds, context.kind)) context.kind.clear();
    if (!is_choice(all_phases, context.phase)) context.phase.clear();
    return context;
}

std::string_view phase_name(std::string_view phase) {
    auto const* const found = find(all_phases, phase);
    return found == nullptr ? std::string_view{} : found->name;
}

std::string readable(languages::Language const& language, QuestionContext const& context) {
    std::string words;
    auto const add = [&](std::string_view word) {
        if (!word.empty()) words += (words.empty() ? "" : " · ") + std::string{word};
    };
    if (auto const* const kind = find(kinds, context.kind)) add(language.say(kind->name));
    if (auto const* const phase = find(all_phases, context.phase)) add(language.say(phase->name));
    add(context.subject);
    if (!context.need.empty()) add(language.say(phrase("Need: {need}"), {{"need", context.need}}));
    return words;
}

void show_context_fields(Values& values, QuestionContext const& chosen, std::string_view problem) {
    auto fields = filled_in(values, chosen);
    fields.show("WRITING");
    if (problem.empty()) return;
    auto const wrong = wrong_field(chosen);
    fields.show(wrong.invalid);
    fields.problem("CONTEXT_PROBLEM", wrong.id, problem);
}

void show_context_filter(Values& values, QuestionContext const& chosen) {
    filled_in(values, chosen).show("LOOKING");
}

}  // namespace collegium::server::pages
