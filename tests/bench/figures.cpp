#include "tests/bench/figures.hpp"

#include "federation/messages/json_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <sstream>

namespace collegium::bench {

namespace {

constexpr int name_width = 46, number_width = 12;
constexpr double most_drift = 1.1;  // of the computer's speed, between the fastest run and the slowest

// Three digits that matter, and no more precision than there is.
std::string number(double value) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(value < 10 ? 2 : value < 100 ? 1 : 0) << value;
    return out.str();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    auto const middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string for_machines(std::string name) {
    std::ranges::replace(name, ' ', '_');
    return name;
}

}  // namespace

void Figures::add(std::string const& name, double value) {
    auto row = std::ranges::find(rows_, name, &Row::name);
    if (row == rows_.end()) row = rows_.insert(row, Row{name, {}});
    row->values.push_back(value);
}

std::string heading() {
    std::ostringstream out;
    out << std::left << std::setw(name_width) << "" << std::right;
    for (auto const* const each : {"median", "least", "most"}) out << std::setw(number_width) << each;
    return out.str() + '\n';
}

std::string Figures::verdict(Aim const& aim, double median) {
    bool const met = aim.least ? median >= aim.bound : median < aim.bound;
    auto const missed = std::abs(median - aim.bound) / aim.bound * 100;
    return std::string{"   target "} + (aim.least ? ">= " : "< ") + number(aim.bound) +
           (met ? "   met" : "   MISSED by " + number(missed) + " %");
}

std::string Figures::table() const {
    std::ostringstream out;
    for (auto const& [name, values] : rows_) {
        auto const [least, most] = std::ranges::minmax(values);
        out << std::left << std::setw(name_width) << name << std::right;
        for (auto const value : {median(values), least, most}) out << std::setw(number_width) << number(value);
        auto const aim = std::ranges::find(aims_, name, &Aim::name);
        if (aim != aims_.end()) out << verdict(*aim, median(values));
        if (name.find("calibration") != std::string::npos && most > least * most_drift)
            out << "   this computer was not equally fast all the time: measure again";
        out << '\n';
    }
    for (auto const& aim : aims_)
        if (std::ranges::find(rows_, aim.name, &Row::name) == rows_.end())
            out << std::left << std::setw(name_width) << aim.name << "   not measured\n";
    return out.str();
}

void Figures::append_to(std::filesystem::path const& file) const {
    std::ofstream out{file, std::ios::app};
    for (std::size_t run = 0; run < runs_; ++run) {
        auto line = federation::JsonText::object();
        line.text("benchmark", benchmark_).number("run", run + 1);
        for (auto const& [name, value] : circumstances_) line.number(name, value);
        for (auto const& row : rows_) line.raw(for_machines(row.name), std::to_string(row.values.at(run)));
        out << line.done() << '\n';
    }
}

double calibration_millis() {
    auto const began = std::clock();
    std::uint64_t state = 1;
    for (unsigned i = 0; i < 50'000'000; ++i) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    std::uint64_t const volatile kept = state;
    static_cast<void>(kept);
    return static_cast<double>(std::clock() - began) * 1000 / CLOCKS_PER_SEC;
}

double load_average() {
    double load = 0;
    return getloadavg(&load, 1) == 1 ? load : 0;
}

}  // namespace collegium::bench
