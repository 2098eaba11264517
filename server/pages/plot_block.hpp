// Plot block: a drawing with its numbers in a table beside it.
#pragma once

#include "server/pages/page.hpp"
#include "server/plots/plots.hpp"

namespace collegium::server::pages {

using Draw = plots::Svg (*)(plots::Figure const&);  // plots::bars, plots::stacked or plots::line

// At the place (an include of the template "plot"): both, from the same figure. Its words are English, marked by
// phrase(), and become those of the page; its labels are shown as they are.
void show_plot(Values& values, std::string_view place, plots::Figure const& english, Draw draw);

// The drawing alone, where the same numbers stand in a table of the page already.
void show_drawing(Values& values, std::string_view place, plots::Figure const& english, Draw draw);

}  // namespace collegium::server::pages
