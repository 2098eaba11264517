#include "server/pages/plot_block.hpp"

namespace collegium::server::pages {

namespace {

plots::Figure in_language(languages::Language const& language, plots::Figure figure) {
    for (auto* const words : {&figure.title, &figure.words, &figure.axis}) *words = language.say(*words);
    for (auto& series : figure.series) series.name = language.say(series.name);
    if (language.direction() == "rtl") figure.right_to_left = true;
    return figure;
}

}  // namespace

void show_plot(Values& values, std::string_view place, plots::Figure const& english, Draw draw) {
    auto const figure = in_language(values.language(), english);
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

void show_drawing(Values& values, std::string_view place, plots::Figure const& english, Draw draw) {
    values.include(place, "drawing").drawing("DRAWING", draw(in_language(values.language(), english)));
}

}  // namespace collegium::server::pages
