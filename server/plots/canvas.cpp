#include "server/plots/canvas.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::server::plots {

namespace {

constexpr std::size_t told_apart = 4;

std::string safe_id(std::string_view wanted) {
    std::string id = "plot-";
    for (char const c : wanted)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') id += c;
    return id;
}

std::string series_class(std::size_t series) {
    return "series-" + std::to_string(series % told_apart + 1);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t characters) {
    if (federation::content::characters(text) <= characters) return std::string{text};
    return federation::content::cut_characters(text, characters) + "\xE2\x80\xA6";  // an ellipsis
}

std::uint64_t largest(Figure const& figure) {
    std::uint64_t most = 1;
    for (auto const& series : figure.series)
        for (auto const value : series.values) most = std::max(most, value);
    return most;
}

std::int64_t share(std::uint64_t number, std::uint64_t whole, std::int64_t units) {
    if (number == 0) return 0;
    auto const part = static_cast<double>(std::min(number, whole)) / static_cast<double>(whole);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(part * static_cast<double>(units)));
}

Canvas::Canvas(Figure const& figure, std::int64_t height)
    : id_{safe_id(figure.id)}, hatched_{figure.series.size() > 1}, right_to_left_{figure.right_to_left} {
    xml_.open("svg")
        .attribute("class", "plot")
        .attribute("role", "img")
        .attribute("viewBox", "0 0 " + std::to_string(width) + " " + std::to_string(height))
        .attribute("aria-labelledby", id_ + "-title")
        .attribute("aria-describedby", id_ + "-words")
        .attribute("direction", right_to_left_ ? "rtl" : "ltr")
        .attribute("fill", "currentColor")
        .attribute("font-size", "14");
    xml_.open("title").attribute("id", id_ + "-title").text(figure.title).close();
    xml_.open("desc").attribute("id", id_ + "-words").text(figure.words).close();
    if (!hatched_) return;
    xml_.open("defs");
    for (std::size_t at = 0; at < std::min(figure.series.size(), told_apart); ++at) pattern(at);
    xml_.close();
}

std::string Canvas::pattern_id(std::size_t series) const {
    return id_ + "-pattern-" + std::to_string(series % told_apart + 1);
}

// Each is one stroke of the same length, turned another way: the same ink.
void Canvas::pattern(std::size_t series) {
    xml_.open("pattern")
        .attribute("id", pattern_id(series))
        .attribute("width", "8")
        .attribute("height", "8")
        .attribute("patternUnits", "userSpaceOnUse")
        .attribute("patternTransform", "rotate(" + std::to_string(45 * series) + ")");
    xml_.open("path").attribute("class", "hatch").attribute("d", "M0 4H8").attribute("stroke", "currentColor").close();
    xml_.close();
}

std::int64_t Canvas::mirrored(std::int64_t x, std::int64_t extent) const {
    return right_to_left_ ? width - x - extent : x;
}

void Canvas::rectangle(Box const& box, std::size_t series) {
    auto const draw = [&](std::string_view name, std::string_view fill) {
        xml_.open("rect")
            .attribute("class", name)
            .attribute("x", mirrored(box.x, box.width))
            .attribute("y", box.y)
            .attribute("width", box.width)
            .attribute("height", box.height);
        if (!fill.empty()) xml_.attribute("fill", fill);
        xml_.close();
    };
    if (box.width <= 0 || box.height <= 0) return;
    draw(series_class(series), "");
    if (hatched_) draw("hatched", "url(#" + pattern_id(series) + ")");
}

void Canvas::words(std::int64_t x, std::int64_t y, std::string_view text, std::string_view anchor) {
    xml_.open("text").attribute("x", mirrored(x)).attribute("y", y).attribute("text-anchor", anchor);
    xml_.text(text).close();
}

void Canvas::rule(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2) {
    xml_.open("line")
        .attribute("class", "rule")
        .attribute("x1", mirrored(x1))
        .attribute("y1", y1)
        .attribute("x2", mirrored(x2))
        .attribute("y2", y2)
        .attribute("stroke", "currentColor")
        .close();
}

void Canvas::path(std::vector<std::pair<std::int64_t, std::int64_t>> const& points, std::size_t series) {
    constexpr std::string_view dashes[told_apart] = {"none", "8 4", "2 4", "12 4 2 4"};
    std::string line;
    for (auto const& [x, y] : points)
        line += (line.empty() ? "" : " ") + std::to_string(mirrored(x)) + "," + std::to_string(y);
    xml_.open("polyline")
        .attribute("class", series_class(series) + " stroke")
        .attribute("points", line)
        .attribute("fill", "none")
        .attribute("stroke", "currentColor")
        .attribute("stroke-width", "2")
        .attribute("stroke-dasharray", dashes[series % told_apart])
        .close();
}

void Canvas::legend(Figure const& figure, std::int64_t y, Piece piece) {
    std::int64_t const swatch = piece == Piece::area ? 14 : 36;
    auto const count = static_cast<std::int64_t>(std::max<std::size_t>(figure.series.size(), 1));
    auto const room = width / count;
    for (std::size_t at = 0; at < figure.series.size(); ++at) {
        auto const x = room * static_cast<std::int64_t>(at);
        if (piece == Piece::area)
            rectangle({x, y - swatch + 2, swatch, swatch}, at);
        else
            path({{x, y - 5}, {x + swatch, y - 5}}, at);
        words(x + swatch + 6, y, shortened(figure.series[at].name, static_cast<std::size_t>(room - swatch) / 9));
    }
}

Svg Canvas::done() && {
    xml_.close();
    return Svg{std::move(xml_).done()};
}

}  // namespace collegium::server::plots
