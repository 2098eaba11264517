// Changes: what differs between two versions of a guide, part by part.
#pragma once

#include "federation/guides/differences.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

// At CHANGES: each part that differs with its lines, or that nothing does. language: of the guide.
void show_changes(Values& page, std::vector<federation::guides::ChangedPart> const& changes, std::string_view language);

}  // namespace collegium::server::pages
