#include "server/plots/canvas.hpp"

#include <algorithm>

namespace collegium::server::plots {

namespace {

constexpr std::size_t most_labels = 400;
constexpr std::int64_t left = 56, top = 36, inside = 160, below = 28;
constexpr std::int64_t height = top + inside + below;
constexpr std::int64_t breadth = Canvas::width - left - 8;
constexpr std::size_t longest_label = 16;

}  // namespace

Svg line(Figure const& figure) {
    Canvas canvas{figure, height};
    auto const most = largest(figure);
    auto const labels = std::min(figure.labels.size(), most_labels);
    if (figure.series.size() > 1) canvas.legend(figure, 18, Canvas::Piece::line);
    canvas.rule(left, top + inside, left + breadth, top + inside);
    canvas.rule(left, top, left, top + inside);
    canvas.words(left - 6, top + 10, std::to_string(most), "end");
    canvas.words(left - 6, top + inside, "0", "end");
    if (labels > 0) canvas.words(left, height - 8, shortened(figure.labels.front(), longest_label));
    if (labels > 1)
        canvas.words(left + breadth, height - 8, shortened(figure.labels[labels - 1], longest_label), "end");
    auto const steps = static_cast<std::int64_t>(std::max<std::size_t>(labels, 2)) - 1;
    for (std::size_t at = 0; at < figure.series.size(); ++at) {
        std::vector<std::pair<std::int64_t, std::int64_t>> points;
        for (std::size_t label = 0; label < labels; ++label)
            points.emplace_back(
                left + breadth * static_cast<std::int64_t>(label) / steps,
                top + inside - share(figure.value(at, label), most, inside)
            );
        if (!points.empty()) canvas.path(points, at);
    }
    return std::move(canvas).done();
}

}  // namespace collegium::server::plots
