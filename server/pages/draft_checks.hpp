// What is wrong with a question or an answer that somebody typed, in words that stand beside the field.
#pragma once

#include "server/forms.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

struct DraftProblems {
    std::string_view title;
    std::string_view words;
    std::string_view context{};

    bool any() const { return !title.empty() || !words.empty() || !context.empty(); }
};

// The refusal of something that was whole, in the words that a page says of it.
DraftProblems why_not_taken(Refusal refusal);

DraftProblems check_question(Form const& form);
DraftProblems check_answer(Form const& form);
DraftProblems check_notes(Form const& form);  // of an event

}  // namespace collegium::server::pages
