// Changed lines: what went from a text, what came into it, and what stayed around that.
#pragma once

#include "federation/content/text_changes.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

// One turn of LINE for each, with SAME, ADDED or REMOVED in it.
void show_hunk(Values values, federation::content::Hunk const& lines);

}  // namespace collegium::server::pages
