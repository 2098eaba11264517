// The queue of reports, for those who look into them.
#include "server/dispatch.hpp"
#include "server/moderation/reports.hpp"
#include "server/pages/moderation/handlers.hpp"

#include <array>

namespace collegium::server::pages {

using moderation::Which;

namespace {

struct Tab {
    std::string_view name;
    std::string_view words;
    Which which;
};

constexpr std::array<Tab, 4> tabs{
    {{"open", phrase("Open"), Which::open},
     {"mine", phrase("Mine"), Which::mine},
     {"appeals", phrase("With an appeal"), Which::appeals},
     {"closed", phrase("Closed"), Which::closed}}};

Tab const& chosen_tab(Call const& call) {
    for (auto const& tab : tabs)
        if (tab.name == call.form.text("show")) return tab;
    return tabs.front();
}

struct QueueLine {
    moderation::Reported reported;
    std::vector<std::string> people;
    std::string assigned;
};

std::string display_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor) {
    auto const view = timeline::find_actor(tx, tables, actor);
    return view ? view->display + (view->local ? "" : " (" + view->host + ")") : storage::iri_of(tx, tables, actor);
}

bool facilitates_here(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person) {
    bool found = false;
    tables.local_names.each(tx, [&](std::string const&, storage::Handle actor) {
        found = tables.moderators.contains(tx, {actor, person});
        return !found;
    });
    return found;
}

}  // namespace

awaitable<Response> get_reports(App const& app, Call call) {
    auto const& tab = chosen_tab(call);
    bool may_look = moderation::may_moderate(*call.member);
    auto const lines = app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<QueueLine> found;
        may_look = may_look || facilitates_here(tx, tables, call.member->actor);
        if (!may_look) return found;
        for (auto& reported : moderation::reports(tx, tables, *call.member, tab.which)) {
            QueueLine line{std::move(reported), {}, {}};
            for (auto const person : line.reported.people) line.people.push_back(display_of(tx, tables, person));
            if (line.reported.state.assigned != storage::no_one)
                line.assigned = display_of(tx, tables, line.reported.state.assigned);
            found.push_back(std::move(line));
        }
        return found;
    });
    if (!may_look) co_return refuse(app, call, {Reason::not_found, "for those who look into reports"});
    Page page{app, call, "reports", phrase("Reports")};
    auto& values = page.values();
    for (auto const& each : tabs) {
        auto link = values.repeat("TAB");
        link.text("NAME", each.name);
        link.words("WORDS", each.words);
        if (each.which == tab.which) link.show("CURRENT");
    }
    if (lines.empty()) values.show("NONE");
    for (auto const& line : lines) {
        auto row = values.repeat("REPORT");
        row.number("NUMBER", static_cast<std::uint64_t>(line.reported.report.seq));
        row.text("REASON", line.reported.report.reason);
        row.time("AT", line.reported.report.at);
        row.text("DATETIME", to_rfc3339(line.reported.report.at));
        for (auto const& person : line.people) row.repeat("ABOUT").text("NAME", person);
        if (!line.assigned.empty()) row.repeat("ASSIGNED").text("NAME", line.assigned);
        if (moderation::has_appeal(line.reported.state)) row.show("APPEAL");
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
