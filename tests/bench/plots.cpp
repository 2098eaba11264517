// Draws what benchmarks wrote as JSON: for each, how near it comes to its limit, and how far it is ahead of others; and
// how costs grow. The drawing is that of our pages, with the colours that it needs outside of them.
#include "server/plots/plots.hpp"

#include "tests/files.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

namespace collegium::bench {

namespace {

namespace plots = server::plots;

constexpr std::string_view style =
    "<style>.plot{background:#fff;color:#222}.series-1{color:#2f6f8f}.series-2{color:#7a6a1f}.series-3{color:#8a4f7d}"
    ".series-4{color:#5c6a70}</style>";

using Medians = std::vector<std::pair<std::string, double>>;  // in the order of the table

double median(std::vector<double> values) {
    std::ranges::sort(values);
    auto const middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Of each benchmark; the runs of one stand one after the other.
std::map<std::string, Medians> read_figures(std::string const& file) {
    rapidjson::Document document;
    document.Parse(tests::read_file(file).c_str());
    if (!document.IsObject() || !document.HasMember("runs") || !document["runs"].IsArray())
        throw std::runtime_error{file + " does not hold figures"};
    std::map<std::string, std::vector<std::pair<std::string, std::vector<double>>>> all;
    for (auto const& run : document["runs"].GetArray()) {
        auto& rows = all[run["benchmark"].GetString()];
        for (auto const& member : run.GetObject()) {
            if (!member.value.IsNumber()) continue;
            std::string const name = member.name.GetString();
            auto row = std::ranges::find(rows, name, [](auto const& each) { return each.first; });
            if (row == rows.end()) row = rows.emplace(row, name, std::vector<double>{});
            row->second.push_back(member.value.GetDouble());
        }
    }
    std::map<std::string, Medians> medians;
    for (auto& [benchmark, rows] : all)
        for (auto& [name, values] : rows) medians[benchmark].emplace_back(name, median(std::move(values)));
    return medians;
}

std::string for_people(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

// The form comes first, since long labels lose their end.
std::string label_of(std::string name, std::size_t part) {
    name = for_people(name.substr(0, part));
    while (name.ends_with(',') || name.ends_with(' ')) name.pop_back();
    for (std::string const form : {"JSON", "HTML"})
        if (name.ends_with(", " + form)) name = form + " " + name.substr(0, name.size() - form.size() - 2);
    return name;
}

void draw(std::filesystem::path const& file, plots::Figure const& figure, bool as_line) {
    auto const svg = as_line ? plots::line(figure) : plots::bars(figure);
    std::string text{svg.text()};
    text.insert(text.find("<svg") + 4, " xmlns=\"http://www.w3.org/2000/svg\"");
    text.insert(text.find('>', text.find("<svg")) + 1, style);
    std::ofstream{file} << text << '\n';
    std::cout << file.string() << '\n';
}

// Those figures that have this in their names, in hundredths if they are shares.
void draw_ratios(
    std::filesystem::path const& folder,
    std::string const& benchmark,
    Medians const& medians,
    std::string const& mark,
    bool share
) {
    plots::Figure figure;
    figure.id = benchmark + (share ? "-limit" : "-fedify");
    figure.title = benchmark + (share ? ": per cent of the limit" : ": times Fedify");
    figure.words = "Medians of one series of runs; the table has the least and the most.";
    figure.axis = "Figure";
    figure.series.push_back({share ? "per cent" : "times", {}});
    for (auto const& [name, value] : medians) {
        auto part = name.find(mark);
        if (part == std::string::npos) continue;
        if (!share) part = std::min(name.find("times_"), part);
        figure.labels.push_back(label_of(name, part));
        figure.series.front().values.push_back(static_cast<std::uint64_t>(std::llround(share ? value * 100 : value)));
    }
    if (!figure.labels.empty()) draw(folder / (figure.id + ".svg"), figure, false);
}

// "at_10000:_name": a line for each of the first four names that stand at every size.
void draw_growth(std::filesystem::path const& folder, std::string const& benchmark, Medians const& medians) {
    std::map<std::string, std::map<std::uint64_t, double>> by_name;
    for (auto const& [name, value] : medians) {
        auto const colon = name.find(":_");
        if (!name.starts_with("at_") || colon == std::string::npos || !name.ends_with("us_CPU")) continue;
        if (name.find("limit") == std::string::npos)
            by_name[name.substr(colon + 2)][std::stoull(name.substr(3))] = value;
    }
    if (by_name.empty()) return;
    plots::Figure figure;
    figure.id = benchmark;
    figure.title = "Microseconds of CPU, by the number of posts";
    figure.words = "Each step to the right is ten times as many posts.";
    figure.axis = "Posts";
    for (auto const& [size, ignored] : by_name.begin()->second) figure.labels.push_back(std::to_string(size));
    for (auto const& [name, values] : by_name) {
        plots::Series series{for_people(name), {}};
        for (auto const& [size, value] : values) series.values.push_back(static_cast<std::uint64_t>(value));
        if (figure.series.size() < 4) figure.series.push_back(std::move(series));
    }
    draw(folder / (benchmark + ".svg"), figure, true);
}

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    using namespace collegium::bench;
    if (count != 3) {
        std::cerr << "usage: bench_plots FIGURES.json FOLDER\n";
        return 2;
    }
    try {
        for (auto const& [benchmark, medians] : read_figures(values[1])) {
            draw_ratios(values[2], benchmark, medians, "share_of_the_limit", true);
            draw_ratios(values[2], benchmark, medians, "Fedify's", false);
            if (benchmark.starts_with("growth")) draw_growth(values[2], benchmark, medians);
        }
        return 0;
    } catch (std::exception const& error) {
        std::cerr << "bench_plots: " << error.what() << '\n';
        return 2;
    }
}
