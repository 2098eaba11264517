#include "server/pages/changed_lines.hpp"

namespace collegium::server::pages {

using federation::content::LineChange;

namespace {

std::string_view part_for(LineChange change) {
    switch (change) {
        case LineChange::added: return "ADDED";
        case LineChange::removed: return "REMOVED";
        case LineChange::same: break;
    }
    return "SAME";
}

}  // namespace

void show_hunk(Values values, federation::content::Hunk const& lines) {
    for (auto const& line : lines) {
        auto shown = values.repeat("LINE");
        shown.repeat(part_for(line.change)).text("TEXT", line.text);
    }
}

}  // namespace collegium::server::pages
