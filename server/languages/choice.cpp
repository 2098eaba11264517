#include "server/languages/choice.hpp"

#include "config/ascii.hpp"
#include "server/languages/language.hpp"

#include <algorithm>

namespace collegium::server::languages {

namespace {

constexpr int full_weight = 1000;

std::string_view without_spaces(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// "q=0.8" => 800; what is no weight counts nothing.
int weight_of(std::string_view parameter) {
    if (parameter.empty()) return full_weight;
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 0;
    int weight = 0, place = full_weight;
    for (char const c : parameter.substr(2)) {
        if (c == '.') continue;
        if (c < '0' || c > '9') return 0;
        weight += (c - '0') * place;
        place /= 10;
    }
    return std::min(weight, full_weight);
}

std::string_view known_for(std::string_view range) {
    while (!range.empty()) {
        for (auto const& each : known_languages())
            if (ascii::equal_ignoring_case(each.code, range)) return each.code;
        auto const cut = range.rfind('-');
        range = cut == range.npos ? std::string_view{} : range.substr(0, cut);
    }
    return {};
}

}  // namespace

std::string_view best_language(std::string_view wanted) {
    std::string_view best;
    int most = 0;
    while (!wanted.empty()) {
        auto const comma = std::min(wanted.find(','), wanted.size());
        auto const item = wanted.substr(0, comma);
        wanted.remove_prefix(std::min(comma + 1, wanted.size()));
        auto const mark = std::min(item.find(';'), item.size());
        auto const weight = weight_of(without_spaces(item.substr(std::min(mark + 1, item.size()))));
        auto const known = known_for(without_spaces(item.substr(0, mark)));
        if (known.empty() || weight <= most) continue;
        best = known;
        most = weight;
    }
    return best;
}

}  // namespace collegium::server::languages
