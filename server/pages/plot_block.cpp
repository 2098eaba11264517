#include "server/pages/plot_block.hpp"

namespace collegium::server::pages {

void show_plot(Values& values, std::string_view place, plots::Figure const& figure, Draw draw) {
    auto block = values.include(place, "plot");
    block.drawing("DRAWING", draw(figure));
    block.text("TITLE", figure.title);
    block.text("AXIS", figure.axis);
    for (auto const& series : figure.series) block.repeat("SERIES").text("NAME", series.name);
    for (std::size_t label = 0; label < figure.labels.size(); ++label) {
        auto row = block.repeat("ROW");
        row.text("LABEL", figure.labels[label]);
        for (std::size_t at = 0; at < figure.series.size(); ++at)
            row.repeat("CELL").number("VALUE", figure.value(at, label));
    }
}

void show_drawing(Values& values, std::string_view place, plots::Figure const& figure, Draw draw) {
    values.include(place, "drawing").drawing("DRAWING", draw(figure));
}

}  // namespace collegium::server::pages
