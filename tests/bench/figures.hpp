// Figures: what was measured, run by run, as a table for people and as lines for machines.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace collegium::bench {

class Figures {
public:
    // What the figures are of: the names of machines' members, and numbers.
    using Circumstances = std::vector<std::pair<std::string, std::size_t>>;

    Figures(std::string benchmark, Circumstances circumstances)
        : benchmark_{std::move(benchmark)}, circumstances_{std::move(circumstances)} {}

    // Names are as people read them; machines get "_" for blanks.
    void add(std::string const& name, double value);
    void end_run() { ++runs_; }

    // What the figure is to stay under, or to reach.
    void aim(std::string const& name, double under) { aims_.push_back({name, under, false}); }
    void aim_least(std::string const& name, double least) { aims_.push_back({name, least, true}); }

    // A line for each figure: median, least and most, and where there is an aim also that, and whether the median is
    // on the right side of it, or by what part of it the median misses it. An aim without a figure is said to be one.
    std::string table() const;
    void append_to(std::filesystem::path const& file) const;  // one JSON object a run

private:
    struct Row {
        std::string name;
        std::vector<double> values;  // one a run
    };
    struct Aim {
        std::string name;
        double bound;
        bool least;
    };
    static std::string verdict(Aim const& aim, double median);

    std::string benchmark_;
    Circumstances circumstances_;
    std::vector<Row> rows_;
    std::vector<Aim> aims_;
    std::size_t runs_ = 0;
};

// How fast this computer is now: milliseconds of CPU for a fixed piece of work. Figures taken while it differs by more
// than a tenth cannot be compared.
double calibration_millis();

double load_average();  // of the last minute

// Over the columns of tables, as wide as they are.
std::string heading();

}  // namespace collegium::bench
