// Review fields: the form of a review, by track, and what is wrong with it, beside each field.
#pragma once

#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

// `before` with the fields that the form has.
reviews::Review review_typed(Form const& form, reviews::Review before);

// Problems of a review as the words beside its fields. A reviewer who wrote with an author says so in words, too.
FieldProblems problems_beside(std::vector<reviews::Problem> const& problems, reviews::Review const& review);

// At FIELDS: the questions of its track, the verdict and the statements, as they were typed. verdict: the name of the
// one that was chosen; empty: none yet.
void show_review_fields(
    Values& page, reviews::Review const& review, std::string_view verdict, FieldProblems const& problems
);

}  // namespace collegium::server::pages
