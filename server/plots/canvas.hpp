// Canvas: what all plots have in common: the frame, the words for those who do not see it, and the direction.
#pragma once

#include "server/plots/plots.hpp"
#include "server/xml_writer.hpp"

#include <utility>

namespace collegium::server::plots {

// In units of the drawing, from the left and from the top.
struct Box {
    std::int64_t x = 0, y = 0, width = 0, height = 0;
};

class Canvas {
public:
    static constexpr std::int64_t width = 480;

    Canvas(Figure const& figure, std::int64_t height);

    // Places are given as if it were read from the left; they are mirrored where it is not.
    void rectangle(Box const& box, std::size_t series);
    void words(std::int64_t x, std::int64_t y, std::string_view text, std::string_view anchor = "start");
    void rule(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2);
    void path(std::vector<std::pair<std::int64_t, std::int64_t>> const& points, std::size_t series);

    // The names of the series in one line at this height, each with a piece of what stands for it.
    enum class Piece { area, line };
    void legend(Figure const& figure, std::int64_t y, Piece piece);

    Svg done() &&;

private:
    void pattern(std::size_t series);
    std::string pattern_id(std::size_t series) const;
    std::int64_t mirrored(std::int64_t x, std::int64_t extent = 0) const;

    XmlWriter xml_;
    std::string id_;
    bool hatched_;  // there are several series, and each has a pattern
    bool right_to_left_;
};

// At most this many characters, with a sign that there were more.
std::string shortened(std::string_view text, std::size_t characters);

// The largest of all numbers, at least 1.
std::uint64_t largest(Figure const& figure);

// How many of these units a number takes, if `whole` takes all of them. Never more than all, and no number but 0 takes
// none.
std::int64_t share(std::uint64_t number, std::uint64_t whole, std::int64_t units);

}  // namespace collegium::server::plots
