#include "federation/projects/involvement.hpp"

#include <algorithm>

namespace collegium::federation::projects {

namespace {

constexpr Stage first_late_stage = Stage::writing_up;

bool takes_part(std::vector<Involvement> const& involvement, Side side) {
    return std::ranges::find(involvement, side, &Involvement::side) != involvement.end();
}

std::optional<Stage> first_asked(std::vector<Involvement> const& involvement, Side side) {
    for (auto const stage : working_stages) {
        auto const degree = degree_at(involvement, stage, side);
        if (degree && *degree != Degree::informed) return stage;
    }
    return std::nullopt;
}

std::optional<Finding> finding_of(std::vector<Involvement> const& involvement, Side side) {
    if (!takes_part(involvement, side)) {
        bool const is_partner = side == Side::practitioners || side == Side::researchers;
        return is_partner ? std::optional{Finding{side, Concern::absent}} : std::nullopt;
    }
    auto const asked = first_asked(involvement, side);
    if (!asked) return Finding{side, Concern::only_informed};
    if (*asked < first_late_stage) return std::nullopt;
    return Finding{side, Concern::late, *asked};
}

// In a sentence a group needs no explanation.
std::string_view subject_of(Side side) {
    return side == Side::pupils ? "Pupils" : heading_of(side);
}

}  // namespace

std::optional<Degree> degree_at(std::vector<Involvement> const& involvement, Stage stage, Side side) noexcept {
    for (auto const& each : involvement)
        if (each.stage == stage && each.side == side) return each.degree;
    return std::nullopt;
}

std::vector<Finding> findings_of(std::vector<Involvement> const& involvement) {
    std::vector<Finding> found;
    if (involvement.empty()) return found;
    for (auto const side : all_sides)
        if (auto const finding = finding_of(involvement, side)) found.push_back(*finding);
    return found;
}

std::string words_of(Finding const& finding) {
    std::string const subject{subject_of(finding.side)};
    switch (finding.concern) {
        case Concern::late: {
            auto const when = finding.since == Stage::writing_up ? "it was written up." : "it was finished.";
            return subject + " were involved only late: nobody asked them before " + when;
        }
        case Concern::only_informed: return subject + " were only informed: nobody asked them in any stage.";
        case Concern::absent: break;
    }
    return subject + " are involved in no stage.";
}

}  // namespace collegium::federation::projects
