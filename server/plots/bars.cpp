#include "server/plots/canvas.hpp"

#include <algorithm>

namespace collegium::server::plots {

namespace {

constexpr std::size_t most_labels = 60;
constexpr std::int64_t names = 150, numbers = 60;  // room for the labels, and for the numbers behind the bars
constexpr std::int64_t bar = 18, gap = 10, legend_height = 28;
constexpr std::int64_t longest_bar = Canvas::width - names - numbers;
constexpr std::size_t longest_label = 18;

std::size_t drawn_labels(Figure const& figure) {
    return std::min(figure.labels.size(), most_labels);
}

bool has_legend(Figure const& figure) {
    return figure.series.size() > 1;
}

std::int64_t height_of(Figure const& figure, std::int64_t of_label) {
    auto const labels = static_cast<std::int64_t>(drawn_labels(figure));
    return std::max<std::int64_t>(labels, 1) * (of_label + gap) + (has_legend(figure) ? legend_height : 0);
}

std::uint64_t sum_at(Figure const& figure, std::size_t label) {
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < figure.series.size(); ++at) sum += figure.value(at, label);
    return sum;
}

void draw_label(Canvas& canvas, Figure const& figure, std::size_t at, std::int64_t y) {
    canvas.words(0, y + bar - 4, shortened(figure.labels[at], longest_label));
}

Canvas begun(Figure const& figure, std::int64_t of_label) {
    Canvas canvas{figure, height_of(figure, of_label)};
    if (has_legend(figure)) canvas.legend(figure, legend_height - gap, Canvas::Piece::area);
    return canvas;
}

}  // namespace

Svg bars(Figure const& figure) {
    auto const each = bar * static_cast<std::int64_t>(std::max<std::size_t>(figure.series.size(), 1));
    auto canvas = begun(figure, each);
    auto const most = largest(figure);
    std::int64_t y = has_legend(figure) ? legend_height : 0;
    for (std::size_t label = 0; label < drawn_labels(figure); ++label, y += each + gap) {
        draw_label(canvas, figure, label, y);
        for (std::size_t at = 0; at < figure.series.size(); ++at) {
            auto const top = y + bar * static_cast<std::int64_t>(at);
            auto const value = figure.value(at, label);
            auto const length = share(value, most, longest_bar);
            canvas.rectangle({names, top, length, bar - 2}, at);
            canvas.words(names + length + 6, top + bar - 5, std::to_string(value));
        }
    }
    return std::move(canvas).done();
}

Svg stacked(Figure const& figure) {
    auto canvas = begun(figure, bar);
    std::uint64_t most = 1;
    for (std::size_t label = 0; label < drawn_labels(figure); ++label) most = std::max(most, sum_at(figure, label));
    std::int64_t y = has_legend(figure) ? legend_height : 0;
    for (std::size_t label = 0; label < drawn_labels(figure); ++label, y += bar + gap) {
        draw_label(canvas, figure, label, y);
        auto x = names;
        std::string numbers_of_parts;
        for (std::size_t at = 0; at < figure.series.size(); ++at) {
            auto const value = figure.value(at, label);
            auto const length = share(value, most, longest_bar);
            canvas.rectangle({x, y, length, bar}, at);
            x += length;
            numbers_of_parts += (at == 0 ? "" : " / ") + std::to_string(value);
        }
        canvas.words(x + 6, y + bar - 4, numbers_of_parts);
    }
    return std::move(canvas).done();
}

}  // namespace collegium::server::plots
