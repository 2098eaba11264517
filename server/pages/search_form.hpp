// Search form: what is looked for, and by what the things that were found can be told apart, as fields and as links.
#pragma once

#include "server/pages/lookups.hpp"
#include "server/search/search_desk.hpp"

namespace collegium::server::pages {

// The communities of the form.
struct SearchPlaces {
    std::vector<timeline::ActorView> communities;  // to choose from
    std::optional<timeline::ActorView> chosen;
};

// Those here, and those elsewhere that the member joined or that the address names.
SearchPlaces search_places(App const& app, Call const& call);

// A choice that is in no list is none.
search::Filters filters_in(Call const& call, SearchPlaces const& places);

void show_search_form(Values& values, Call const& call, SearchPlaces const& places);

// Links that keep to one kind of what was found, with how many there are. words: what was looked for.
void show_facets(Values& values, Call const& call, std::string const& words, search::Found const& found);

// The same search for these words, from this offset on.
std::string search_address(Call const& call, std::string const& words, std::size_t from);

// The same search for these words without any choice.
std::string bare_search_address(std::string const& words);

// Whether something is chosen beside the words.
bool is_narrowed(Call const& call);

}  // namespace collegium::server::pages
