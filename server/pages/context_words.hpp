// Context words: kind, phase, subject and need of a question, as people choose and read them.
#pragma once

#include "federation/messages/question_context.hpp"
#include "server/forms.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

using federation::QuestionContext;

// The fields kind, phase, subject and need of a form, as they were typed.
QuestionContext context_in(Form const& form);
bool has_context(Form const& form);  // it has these fields at all

// What is wrong with it, in words for beside the fields; empty if all is well.
std::string_view context_problem(QuestionContext const& context);

// Without the words that are in no list, for a filter.
QuestionContext known_part(QuestionContext context);

// "Early years"; empty for what is no phase.
std::string_view phase_name(std::string_view phase);

// "Research question · Primary · Fractions"; empty for a question that says nothing.
std::string readable(languages::Language const& language, QuestionContext const& context);

// At CONTEXT_FIELDS: the fields, filled in: of a question that is written, or of questions that are looked for.
void show_context_fields(Values& values, QuestionContext const& chosen, std::string_view problem);
void show_context_filter(Values& values, QuestionContext const& chosen);

}  // namespace collegium::server::pages
