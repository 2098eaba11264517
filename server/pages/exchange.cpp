#include "server/pages/exchange.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/delivery/departures.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/rest.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/plot_block.hpp"
#include "server/partner_checks.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

using federation::Holiday;

namespace {

constexpr std::uint64_t days_shown = 14;
constexpr std::size_t longest_words = 500;  // characters
constexpr std::size_t most_counted = 5000;  // rows of one partner, or messages that wait for it

Holiday typed_holiday(Call const& call) {
    return {call.form.trimmed("from"), call.form.trimmed("to"), call.form.trimmed("text")};
}

std::string problem_of(Holiday const& typed) {
    if (auto const right = federation::check_holiday(typed); !right) return std::string{right.error().detail()} + ".";
    if (federation::content::characters(typed.text) > longest_words)
        return "Shorten the sentence to at most 500 characters.";
    return {};
}

Holiday announced_holiday(App const& app) {
    auto const kept =
        app.node.store.read([](auto const& tx, auto const& tables) { return federation::own_holiday(tx, tables); });
    return kept.value_or(Holiday{});
}

std::vector<DayOfDeliveries> count_deliveries(App const& app, std::string const& host) {
    auto const today = federation::day_of(app.node.clock.now());
    auto const first = today >= days_shown ? today - days_shown + 1 : 0;
    std::vector<DayOfDeliveries> days;
    for (auto day = first; day <= today; ++day) days.push_back({day});
    app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_host(tx, tables, host);
        if (!handle) return 0;
        for (auto const& [key, count] : federation::departures_since(tx, tables, first, most_counted, *handle)) {
            if (key.day > today) continue;
            days[key.day - first].sent += count.delivered;
            days[key.day - first].refused += count.refused;
        }
        for (auto const& [day, waiting] : federation::waiting_by_day(tx, tables, *handle, most_counted))
            if (day <= today) days[day < first ? 0 : day - first].waiting += waiting;
        return 0;
    });
    return days;
}

std::string_view check_heading(std::string_view check) {
    constexpr std::pair<std::string_view, std::string_view> headings[] = {
        {"name", phrase("Name")},
        {"port", phrase("HTTPS port")},
        {"certificate", phrase("Certificate")},
        {"addresses", phrase("Address")},
        {"webfinger", phrase("Being found by name")},
        {"document", phrase("Description")},
        {"keys", phrase("Keys")},
        {"nodeinfo", phrase("Software")},
        {"card", phrase("Partner card")},
        {"clock", phrase("Clock")},
        {"reading", phrase("Reading")},
        {"writing", phrase("Writing")},
        {"agreement", phrase("Agreement")},
        {"queue", phrase("What waits")}};
    for (auto const& [known, words] : headings)
        if (known == check) return words;
    return check;
}

}  // namespace

void show_exchange(App const& app, Call const& call, Values& values, std::string_view holiday_problem) {
    bool const rests =
        app.node.store.read([](auto const& tx, auto const& tables) { return federation::exchange_rests(tx, tables); });
    values.show(rests ? "RESTING" : "EXCHANGING");
    auto const holiday = holiday_problem.empty() ? announced_holiday(app) : typed_holiday(call);
    values.text("FROM", holiday.from);
    values.text("TO", holiday.to);
    values.text("TEXT", holiday.text);
    values.problem("HOLIDAY_PROBLEM", "from", holiday_problem);
}

awaitable<std::vector<DayOfDeliveries>> deliveries_to(App const& app, std::string host) {
    std::vector<DayOfDeliveries> days;
    std::function<void()> work = [&] { days = count_deliveries(app, host); };
    co_await app.node.workers.run(std::move(work));
    co_return days;
}

void show_deliveries(Values& values, std::vector<DayOfDeliveries> const& days) {
    plots::Figure figure{
        "deliveries",
        phrase("Messages for this partner, by day"),
        phrase(
            "Three lines over the last two weeks: how many messages arrived there, how many wait since then, and how "
            "many were refused."
        ),
        phrase("Day"),
        {},
        {{phrase("Sent"), {}}, {phrase("Waiting"), {}}, {phrase("Refused"), {}}}};
    for (auto const& each : days) {
        figure.labels.push_back(values.language().day(federation::begin_of_day(each.day)));
        figure.series[0].values.push_back(each.sent);
        figure.series[1].values.push_back(each.waiting);
        figure.series[2].values.push_back(each.refused);
    }
    show_plot(values, "DELIVERIES", figure, plots::line);
}

awaitable<Response> post_exchange(App const& app, Call call) {
    auto const& decision = call.form.text("decision");
    if (decision != "pause" && decision != "resume")
        co_return refuse(app, call, {Reason::not_found, "no such decision"});
    auto change =
        decision == "pause" ? federation::pausing_everything(app.node) : federation::resuming_everything(app.node);
    audit::Entry entry;
    entry.who = call.member->account;
    entry.what = decision == "pause" ? "paused all exchange" : "resumed all exchange";
    auto noted = audit::noted(std::move(change), std::move(entry), app.node.clock.now());
    auto const decided = co_await app.node.store.write(std::move(noted));
    if (!decided) {
        PartnersPage shown;
        shown.problem = decided.error().detail();
        co_return partners_page(app, call, shown, 409);
    }
    co_return Response::see_other("/operator/partners");
}

awaitable<Response> post_holiday(App const& app, Call call) {
    auto const typed = typed_holiday(call);
    bool const ends = typed.from.empty() && typed.to.empty() && typed.text.empty();
    auto const problem = ends ? std::string{} : problem_of(typed);
    if (!problem.empty()) {
        PartnersPage shown;
        shown.holiday_problem = problem;
        co_return partners_page(app, call, shown, 422);
    }
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        federation::put_own_holiday(tx, tables, ends ? std::nullopt : std::optional{typed});
        audit::Entry const entry{
            call.member->account, ends ? "ended a holiday" : "announced a holiday", "", typed.text};
        audit::note(tx, tables, entry, app.node.clock.now());
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const announced = co_await app.node.store.write(std::move(change));
    if (!announced) co_return refuse(app, call, announced.error());
    co_return Response::see_other("/operator/partners");
}

awaitable<Response> post_test_partner(App const& app, Call call) {
    auto const host = call.names.front();
    auto const view = federation::glance_at_partner(app.node, host);
    if (!view) co_return refuse(app, call, {Reason::not_found, "no such partner"});
    std::vector<Check> checks;
    if (app.dialer != nullptr) {
        auto found = co_await check_partner(app.node, *app.dialer, host);
        checks = std::move(found);
    }
    auto const name = federation::name_of(*view);
    Page page{app, call, "partner_test", phrase("Test of {partner}"), {{"partner", name}}};
    auto& values = page.values();
    values.text("NAME", name);
    values.text("PATH", "/operator/partners/" + host);
    values.text("HOST", host);
    for (auto const& each : checks) {
        auto line = values.repeat("CHECK");
        line.words("NAME", check_heading(each.name));
        line.text("WORDS", in(line.language(), each.words));
        using enum Check::Outcome;
        line.show(each.outcome == passed ? "PASSED" : each.outcome == failed ? "FAILED" : "SKIPPED");
        if (!each.remedy.empty()) line.repeat("REMEDY").text("REMEDY_WORDS", in(line.language(), each.remedy));
    }
    if (checks.empty()) values.show("BY_COMMAND");
    co_return page.render();
}

}  // namespace collegium::server::pages
