#include "server/pages/adoption/roll_up.hpp"

#include "server/pages/plot_block.hpp"

#include <algorithm>

namespace collegium::server::pages {

namespace {

void show_sum(Values& values, adoption::RollUp const& sum) {
    values.amount("ADOPTED", sum.adopted);
    values.amount("FOLLOWED_UP", sum.followed_up);
    values.amount("BETTER", sum.better);
    values.amount("SAME", sum.same);
    values.amount("WORSE", sum.worse);
}

struct Drawings {
    plots::Figure adopted, outcomes;
};

// The same lines as the table beside them. Better, same and worse look alike in weight: what went worse is worth as
// much to know.
Drawings drawings_of(languages::Language const& language, RollUpLook const& look) {
    plots::Figure adopted{
        "adopted", phrase("Schools that adopted it, and that followed it up"), "", phrase("Version"), {}, {}};
    plots::Figure outcomes{"outcomes", phrase("What schools found that followed it up"), "", phrase("Version"), {}, {}};
    adopted.words =
        phrase("For each version two bars: how many schools adopted it, and how many of these followed it up.");
    outcomes.words = phrase("For each version one bar in three parts: better, same and worse than before.");
    adopted.series = {{phrase("Adopted"), {}}, {phrase("Followed up"), {}}};
    outcomes.series = {{phrase("Better"), {}}, {phrase("Same"), {}}, {phrase("Worse"), {}}};
    for (auto const& each : look.versions) {
        if (each.sum.adopted == 0) continue;
        auto const number = language.number(each.revision);
        auto const label = each.revision == 0 ? language.say(phrase("Not here"))
                                              : language.say(phrase("Version {number}"), {{"number", number}});
        adopted.labels.push_back(label);
        outcomes.labels.push_back(label);
        adopted.series[0].values.push_back(each.sum.adopted);
        adopted.series[1].values.push_back(each.sum.followed_up);
        outcomes.series[0].values.push_back(each.sum.better);
        outcomes.series[1].values.push_back(each.sum.same);
        outcomes.series[2].values.push_back(each.sum.worse);
    }
    return {std::move(adopted), std::move(outcomes)};
}

void show_numbers(Values& block, RollUpLook const& look) {
    auto values = block.repeat("NUMBERS");
    show_sum(values, look.all);
    auto const drawings = drawings_of(block.language(), look);
    show_drawing(values, "ADOPTED_DRAWING", drawings.adopted, plots::bars);
    if (look.all.followed_up > 0) show_drawing(values, "OUTCOME_DRAWING", drawings.outcomes, plots::stacked);
    for (auto const& each : look.versions) {
        if (each.sum.adopted == 0) continue;
        auto row = values.repeat("ROW");
        if (each.revision != 0)
            row.repeat("KNOWN").amount("REVISION", each.revision);
        else
            row.show("UNKNOWN");
        show_sum(row, each.sum);
    }
    if (look.all.lapsed > 0) values.repeat("LAPSED").amount("HOW_MANY", look.all.lapsed);
}

}  // namespace

RollUpLook look_at_roll_up(App const& app, storage::Handle guide) {
    auto const now = app.node.clock.now();
    auto look = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const sums = adoption::roll_up_of(tx, tables, guide, now);
        RollUpLook seen{sums.all, {}};
        for (auto const& each : sums.versions) {
            auto const words = guides::words_of_version(tx, tables, guide, each.version);
            seen.versions.push_back({words ? words->revision : 0, each.sum});
        }
        return seen;
    });
    std::ranges::stable_sort(look.versions, {}, &VersionLine::revision);
    return look;
}

void show_roll_up(
    App const& app,
    Call const& call,
    Values& page,
    RollUpLook const& look,
    timeline::PostView const& guide,
    std::string_view version
) {
    auto block = page.include("WHAT_HAPPENED", "adoption_roll_up");
    if (look.all.adopted > 0)
        show_numbers(block, look);
    else
        block.show("NOBODY");
    if (version.empty()) return;
    bool const has_any = look.all.adopted + look.all.set_aside > 0;
    if (has_any) block.repeat("STORIES").text("ADDRESS", adoptions_path(guide));
    if (!call.member) return;
    if (may_adopt(app, call))
        block.repeat("MAY_ADOPT").text("ADDRESS", post_path(guide) + "/adopt?version=" + percent_encoded(version));
    else
        block.show("LEAD_ADOPTS");
}

}  // namespace collegium::server::pages
