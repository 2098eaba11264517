// Guide rows: guides and suggested changes as lines of a list.
#pragma once

#include "federation/guides/suggestions.hpp"
#include "server/pages/guides/looking.hpp"

namespace collegium::server::pages {

// One turn of GUIDE.
void show_guide_row(Values values, guides::GuideView const& guide, Instant now);

// At `place`: the changes, or that there are none.
void show_suggestion_rows(Values& page, std::string_view place, std::vector<guides::SuggestionView> const& suggestions);

}  // namespace collegium::server::pages
