// What leaves this node: how much went to which partner, of which kind, on which day. For those who answer for the
// school, whether or not they run the server (needs O10).
#include "federation/delivery/departures.hpp"
#include "federation/messages/activity.hpp"
#include "server/dispatch.hpp"
#include "server/kept.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/plot_block.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::pages {

using federation::Verb;
using storage::ObjectKind;

namespace {

constexpr std::uint64_t days_shown = 28;
constexpr std::size_t most_counted = 100'000, most_rows = 500, most_partners = 30;

struct Line {
    std::uint64_t day = 0;
    std::string host, what;
    std::uint64_t delivered = 0, refused = 0;
};

struct Leaving {
    std::uint64_t first = 0, today = 0;
    std::vector<Line> lines;  // the newest day first
    bool cut = false;         // there was more than was counted
};

std::string_view thing_words(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::question: return phrase("Questions");
        case ObjectKind::answer: return phrase("Answers");
        case ObjectKind::comment: return phrase("Comments");
        case ObjectKind::post: return phrase("Posts and events");
        case ObjectKind::guide: return phrase("Guides");
        case ObjectKind::instrument: return phrase("Tools for measuring");
        case ObjectKind::project: return phrase("Projects");
        case ObjectKind::signpost: return phrase("Signposts");
        case ObjectKind::unknown: break;
    }
    return phrase("Other words");
}

// In words of people; several verbs of the wire are one thing to them.
std::string_view words_of(std::uint64_t verb, std::uint64_t kind) {
    switch (static_cast<Verb>(verb)) {
        case Verb::create: return thing_words(static_cast<ObjectKind>(kind));
        case Verb::update: return phrase("Changes of words, people or communities");
        case Verb::delete_: return phrase("Deletions");
        case Verb::announce: return phrase("What a community passes on");
        case Verb::follow:
        case Verb::join:
        case Verb::leave:
        case Verb::invite:
        case Verb::accept:
        case Verb::reject: return phrase("Following, joining and their answers");
        case Verb::like:
        case Verb::dislike: return phrase("Votes, support and thanks");
        case Verb::choose_answer: return phrase("Accepted answers");
        case Verb::flag: return phrase("Reports");
        case Verb::lock:
        case Verb::add:
        case Verb::remove:
        case Verb::block: return phrase("Decisions of facilitators");
        case Verb::offer:
        case Verb::read:
        case Verb::tentative_accept:
        case Verb::tentative_reject: return phrase("Suggestions and requests for reviews");
        case Verb::move: return phrase("Communities that have moved");
        case Verb::undo: return phrase("What was taken back");
    }
    return phrase("Other messages");
}

bool may_read(App const& app, Call const& call) {
    using storage::Role;
    auto const& roles = call.member->roles;
    if (roles.has(Role::operator_) || roles.has(Role::safeguarding_lead)) return true;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const account = tables.accounts.get(tx, call.member->account);
        return account && account->belonging == storage::Belonging::trustee;
    });
}

Leaving count_leaving(App const& app) {
    Leaving found;
    found.today = federation::day_of(app.node.clock.now());
    found.first = found.today >= days_shown ? found.today - days_shown + 1 : 0;
    app.node.store.read([&](auto const& tx, auto const& tables) {
        std::map<std::tuple<std::uint64_t, std::string, std::string_view>, Line> lines;
        auto const rows = federation::departures_since(tx, tables, found.first, most_counted);
        found.cut = rows.size() == most_counted;
        for (auto const& [key, count] : rows) {
            if (key.day > found.today) continue;
            auto const lane = storage::iri_of(tx, tables, key.host);
            auto const origin = Iri::parse(lane);
            auto const host = origin ? std::string{origin->host()} : lane;
            auto const what = words_of(key.verb, key.kind);
            auto& line = lines[{found.today - key.day, host, what}];
            line.day = key.day;
            line.host = host;
            line.what = what;
            line.delivered += count.delivered;
            line.refused += count.refused;
        }
        for (auto& [key, line] : lines) found.lines.push_back(std::move(line));
        return 0;
    });
    return found;
}

plots::Figure by_day(languages::Language const& language, Leaving const& found) {
    plots::Figure figure{
        "leaving-by-day",
        phrase("Messages that left this node, by day"),
        phrase("Two lines over four weeks: messages that arrived at partners, and messages that they refused."),
        phrase("Day"),
        {},
        {{phrase("Arrived"), {}}, {phrase("Refused"), {}}}};
    auto const days = found.today - found.first + 1;
    for (auto& series : figure.series) series.values.resize(days);
    for (auto day = found.first; day <= found.today; ++day)
        figure.labels.push_back(language.day(federation::begin_of_day(day)));
    for (auto const& line : found.lines) {
        figure.series[0].values[line.day - found.first] += line.delivered;
        figure.series[1].values[line.day - found.first] += line.refused;
    }
    return figure;
}

// The largest first; those beyond `most_partners` as one.
plots::Figure by_name(Leaving const& found, std::string Line::*name, plots::Figure figure) {
    std::map<std::string, std::uint64_t> sums;
    for (auto const& line : found.lines) sums[line.*name] += line.delivered;
    std::vector<std::pair<std::string, std::uint64_t>> sorted{sums.begin(), sums.end()};
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, std::uint64_t>::second);
    std::uint64_t others = 0;
    figure.series = {{phrase("Arrived"), {}}};
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        if (at >= most_partners) {
            others += sorted[at].second;
            continue;
        }
        figure.labels.push_back(sorted[at].first);
        figure.series[0].values.push_back(sorted[at].second);
    }
    if (others > 0) {
        figure.labels.emplace_back("All others");
        figure.series[0].values.push_back(others);
    }
    return figure;
}

void show_lines(Values& values, Leaving const& found) {
    if (found.lines.empty()) return values.show("NOTHING");
    if (found.cut) values.show("INCOMPLETE");
    auto table = values.repeat("LINES");
    for (std::size_t at = 0; at < std::min(found.lines.size(), most_rows); ++at) {
        auto const& line = found.lines[at];
        auto row = table.repeat("LINE");
        row.day("DAY", federation::begin_of_day(line.day));
        row.text("HOST", line.host);
        row.words("WHAT", line.what);
        row.amount("DELIVERED", line.delivered);
        row.amount("REFUSED", line.refused);
    }
    if (found.cut || found.lines.size() > most_rows) table.show("CUT");
}

std::shared_ptr<Leaving const> leaving(App const& app) {
    std::function<Leaving()> const count = [&] { return count_leaving(app); };
    if (app.kept != nullptr) return app.kept->get("what leaves", app.node.clock.now(), count);
    return std::make_shared<Leaving const>(count());
}

}  // namespace

awaitable<Response> get_leaving(App const& app, Call call) {
    if (!may_read(app, call)) co_return refuse(app, call, {Reason::not_found, "for those who answer for the school"});
    std::shared_ptr<Leaving const> found;
    std::function<void()> work = [&] { found = leaving(app); };
    co_await app.node.workers.run(std::move(work));

    Page page{app, call, "leaving", phrase("What leaves this node")};
    auto& values = page.values();
    show_plot(values, "BY_DAY", by_day(values.language(), *found), plots::line);
    plots::Figure hosts{
        "leaving-by-partner", phrase("Messages in four weeks, by partner"), "", phrase("Partner"), {}, {}};
    hosts.words = phrase("One bar for each partner: how many messages arrived there.");
    show_plot(values, "BY_PARTNER", by_name(*found, &Line::host, std::move(hosts)), plots::bars);
    plots::Figure kinds{
        "leaving-by-type", phrase("Messages in four weeks, by type"), "", phrase("What it was"), {}, {}};
    kinds.words = phrase("One bar for each type of message: how many arrived at partners.");
    show_plot(values, "BY_TYPE", by_name(*found, &Line::what, std::move(kinds)), plots::bars);
    show_lines(values, *found);
    co_return page.render();
}

}  // namespace collegium::server::pages
