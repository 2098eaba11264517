// Guide fields: the fields of the forms in which guides are written, and what is wrong with them, beside each.
#pragma once

#include "server/pages/guides/looking.hpp"

#include <initializer_list>

namespace collegium::server::pages {

// `before` with the fields that the form has. A rating that names nobody is the member's own.
guides::Guide guide_typed(App const& app, Call const& call, guides::Guide before);

// The same, with the fields that others may change: title, sections and list of references.
guides::Guide proposal_typed(Call const& call, guides::Guide before);

struct FieldProblem {
    std::string field;  // as in guides::Problem, and "community"
    std::string words;
};
using FieldProblems = std::vector<FieldProblem>;

// What keeps a guide from being published, in the words that stand beside its fields.
FieldProblems problems_beside(guides::Guide const& guide);

// The same, of the fields that others may change.
FieldProblems problems_of_proposal(guides::Guide const& proposed);

// At PARTS: title, sections and list of references. At REST: language, licence, people, day of the next review. whole:
// with the rating of the evidence and of the transferability among the sections.
void show_parts(App const& app, Values& page, guides::Guide const& guide, FieldProblems const& problems, bool whole);
void show_rest(App const& app, Values& page, guides::Guide const& guide, FieldProblems const& problems);

// The problems of any form, in the words that stand beside its fields.
FieldProblems beside(std::vector<guides::Problem> const& problems);

// What a form says, else what stands.
std::string typed_or(Call const& call, std::string_view name, std::string_view standing);

// One line at `part` for each problem of a field, and one in the summary on top of the page. id: of the field on the
// page, where it is called otherwise there.
void show_beside(
    Values& values,
    std::string_view part,
    FieldProblems const& problems,
    std::string_view field,
    std::string_view id = {}
);

// In the summary alone: the problems of what has no field on the page.
void show_of_whole(Values& values, FieldProblems const& problems, std::initializer_list<std::string_view> fields);

}  // namespace collegium::server::pages
