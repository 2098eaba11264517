#include "federation/adoption/measure.hpp"

#include "config/clock.hpp"
#include "federation/guides/guide.hpp"
#include "storage/iri.hpp"

#include <charconv>

namespace collegium::federation::adoption {

namespace {

using enum Reason;

constexpr std::size_t most_whole_digits = 9;
constexpr std::size_t most_fraction_digits = 3;
constexpr std::size_t longest_name = 300;  // bytes

bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

bool names_instrument(Measure const& measure) {
    return Iri::parse(measure.instrument) && guides::is_version_name(measure.version) &&
           measure.name.size() <= longest_name;
}

}  // namespace

std::optional<std::int64_t> figure_of(std::string_view text) {
    bool const is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    auto const point = text.find_first_of(".,");
    auto const whole = text.substr(0, point);
    auto const fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    bool const ends_at_point = point != std::string_view::npos && fraction.empty();
    if (whole.empty() || ends_at_point || !is_digits(whole) || !is_digits(fraction)) return std::nullopt;
    if (whole.size() > most_whole_digits || fraction.size() > most_fraction_digits) return std::nullopt;
    auto const padded = std::string{fraction} + std::string(most_fraction_digits - fraction.size(), '0');
    auto const thousandths = number_of(whole) * 1000 + number_of(padded);
    return is_negative ? -thousandths : thousandths;
}

std::vector<Problem> problems_of(Measure const& measure, std::string const& start) {
    std::vector<Problem> problems;
    if (!names_instrument(measure))
        problems.push_back({start + "instrument", {malformed, "choose what it was measured with, and which version"}});
    if (!figure_of(measure.value))
        problems.push_back({start + "value", {malformed, "write the figure as a number, like 12.5"}});
    if (measure.people < fewest_people)
        problems.push_back(
            {start + "people",
             {malformed, "fewer than ten people can be told apart: give the figure of a larger group"}}
        );
    if (measure.people > most_people)
        problems.push_back({start + "people", {malformed, "at most 1,000,000 people are one group"}});
    if (!is_day(measure.taken))
        problems.push_back({start + "taken", {malformed, "write the day of measuring like 2026-10-01"}});
    if (measure.note.size() > longest_measure_note)
        problems.push_back({start + "note", {too_large, "the note is longer than 1,000 bytes: shorten it"}});
    return problems;
}

bool is_comparable(Measure const& first, Measure const& second) noexcept {
    return first.instrument == second.instrument && first.version == second.version && first.better == second.better;
}

Trend trend_of(Measure const& baseline, Measure const& follow_up) {
    auto const before = figure_of(baseline.value).value_or(0);
    auto const after = figure_of(follow_up.value).value_or(0);
    if (before == after) return Trend::level;
    return (after > before) == (baseline.better == Better::higher) ? Trend::up : Trend::down;
}

bool is_day(std::string const& text) {
    return text.size() == 10 && from_rfc3339(text + "T00:00:00Z").has_value();
}

}  // namespace collegium::federation::adoption
