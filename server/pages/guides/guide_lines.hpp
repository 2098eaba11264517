// Guide lines: lists that people type line by line, references and people, and the same lines again for the form.
// Nothing that was typed is left out: what cannot be right stands in one of the fields, and its check says so.
#pragma once

#include "federation/guides/guide.hpp"
#include "server/app.hpp"

namespace collegium::server::pages {

// Those with a word on them, without the blanks around it. They point into the text.
std::vector<std::string_view> lines_in(std::string_view text);

// "A title <address> (open access)", the mark only where it is so. Lines without a word are left out.
std::vector<federation::guides::Reference> references_typed(std::string_view lines);
std::string lines_of(std::vector<federation::guides::Reference> const& references);

// "@ben@north.example, practitioner": somebody of this school by name, anybody by the address of their page.
std::vector<federation::guides::Contributor> contributors_typed(App const& app, std::string_view lines);
std::string lines_of(App const& app, std::vector<federation::guides::Contributor> const& contributors);

// One of them: the IRI of somebody of this school, else what was typed; and the other way round.
std::string person_typed(App const& app, std::string const& typed);
std::string person_words(App const& app, std::string const& iri);

}  // namespace collegium::server::pages
