// Plots: pictures of numbers, drawn here as SVG. Pure functions. Colours come from classes of the style sheet alone, so
// that the dark scheme and forced colours hold; each series has a pattern of its own as well, of the same weight.
#pragma once

#include "server/plots/figure.hpp"

#include <string>
#include <string_view>

namespace collegium::server::plots {

// SVG that only this room makes, so it may stand in a page as it is: role "img" with title and description, no style,
// no script, no address, every word escaped.
class Svg {
public:
    std::string_view text() const noexcept { return text_; }

private:
    friend class Canvas;
    explicit Svg(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

// One bar for each label and series, side by side. At most 60 labels are drawn; those that follow stand in the table
// only.
Svg bars(Figure const& figure);

// One bar for each label, made of its series. No part weighs more than another by how it looks.
Svg stacked(Figure const& figure);

// A line for each series, over labels that follow each other in time. At most 400 labels.
Svg line(Figure const& figure);

}  // namespace collegium::server::plots
