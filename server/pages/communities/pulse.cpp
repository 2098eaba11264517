// Pulse: how lively a community is, for its readers.
#include "federation/community/pulse.hpp"

#include "server/dispatch.hpp"
#include "server/kept.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/plot_block.hpp"

namespace collegium::server::pages {

using federation::community::Pulse;

namespace {

std::string hours_words(languages::Language const& language, std::uint64_t hours) {
    if (hours == 0) return language.say(phrase("less than an hour"));
    if (hours < 48) return language.counted(hours, "{n} hour", "{n} hours");
    return language.counted(hours / 24, "{n} day", "{n} days");
}

plots::Figure liveliness(languages::Language const& language, Pulse const& pulse) {
    plots::Figure figure{
        "pulse",
        phrase("Questions, answers and accepted answers, by week"),
        phrase(
            "Three lines over twelve weeks: questions that were asked, answers that were given, and answers that were "
            "accepted."
        ),
        phrase("Week from"),
        {},
        {{phrase("Questions"), {}}, {phrase("Answers"), {}}, {phrase("Accepted"), {}}}};
    for (auto const& week : pulse.by_week) {
        figure.labels.push_back(language.day(week.begin));
        figure.series[0].values.push_back(week.questions);
        figure.series[1].values.push_back(week.answers);
        figure.series[2].values.push_back(week.accepted);
    }
    return figure;
}

// Weeks in which nothing was answered are left out: they have no time, and 0 would be a good one.
plots::Figure patience(languages::Language const& language, Pulse const& pulse) {
    plots::Figure figure{
        "first-answer",
        phrase("Hours to the first answer, by week"),
        phrase("One bar for each week with an answered question: half of its questions were answered within this many "
               "hours."),
        phrase("Week from"),
        {},
        {{phrase("Hours"), {}}}};
    for (auto const& week : pulse.by_week) {
        if (!week.hours_to_answer) continue;
        figure.labels.push_back(language.day(week.begin));
        figure.series[0].values.push_back(*week.hours_to_answer);
    }
    return figure;
}

Pulse count_pulse(App const& app, storage::Handle community, timeline::Viewer const& viewer) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::pulse_of(tx, tables, community, now, viewer);
    });
}

std::shared_ptr<Pulse const> pulse(App const& app, storage::Handle community, timeline::Viewer const& viewer) {
    std::function<Pulse()> const count = [&] { return count_pulse(app, community, viewer); };
    if (app.kept == nullptr) return std::make_shared<Pulse const>(count());
    auto const digits = [](storage::Handle handle) { return std::to_string(static_cast<std::uint64_t>(handle)); };
    auto const name = "pulse: " + digits(community) + " for " + digits(viewer.member);
    return app.kept->get(name, app.node.clock.now(), count);
}

}  // namespace

awaitable<Response> get_pulse(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const viewer = call.viewer();
    std::shared_ptr<Pulse const> found;
    std::function<void()> work = [&] { found = pulse(app, community->handle, viewer); };
    co_await app.node.workers.run(std::move(work));

    Page page{app, call, "pulse", phrase("Pulse of {community}"), {{"community", community->display}}};
    auto& values = page.values();
    values.text("PATH", community_path(*community));
    values.text("COMMUNITY", community->display);
    values.amount("ASKED", found->asked);
    values.amount("UNANSWERED", found->unanswered);
    auto const& language = values.language();
    if (found->hours_to_answer)
        values.repeat("FIRST_ANSWER").text("HOW_LONG", hours_words(language, *found->hours_to_answer));
    show_plot(values, "LIVELINESS", liveliness(language, *found), plots::line);
    auto const waits = patience(language, *found);
    if (!waits.labels.empty()) show_plot(values, "PATIENCE", waits, plots::bars);
    if (!found->complete) values.show("INCOMPLETE");
    co_return page.render();
}

}  // namespace collegium::server::pages
