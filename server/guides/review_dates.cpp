#include "server/guides/review_dates.hpp"

#include "config/log.hpp"
#include "federation/guides/reading.hpp"
#include "server/followers/live_feed.hpp"
#include "server/notifications/telling.hpp"
#include "server/read_only.hpp"

namespace collegium::server::guides {

namespace asio = boost::asio;

using notifications::Notice;
using storage::Handle;
using storage::LocalId;
using storage::News;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::ToldKey;

namespace {

// What a round finds out.
struct Findings {
    Findings() = default;

    std::vector<Notice> due;      // and not told of
    std::vector<Notice> not_due;  // any more, and told of: they have another day
};

bool is_due(ReadTx const& tx, Tables const& tables, Handle guide, Handle author, Instant now) {
    auto const viewer = federation::timeline::Viewer::of_member(author);
    auto const found = federation::guides::find_guide(tx, tables, guide, viewer);
    return found && found->guide.state != federation::guides::GuideState::retired &&
           federation::guides::is_past_review(found->guide, now);
}

Findings look(ReadTx const& tx, Tables const& tables, Instant now) {
    Findings findings;
    tables.guides.each(tx, [&](PlaceKey const&, Handle guide) {
        auto const record = tables.objects.get(tx, guide);
        if (!record || !tables.account_names.contains(tx, record->author)) return true;
        Notice const notice{record->author, News::guide_due, storage::no_one, guide};
        bool const told = tables.told.contains(tx, ToldKey{guide, record->author, News::guide_due, storage::no_one});
        bool const due = is_due(tx, tables, guide, record->author, now);
        if (due && !told && notifications::may_hear(tx, tables, notice)) findings.due.push_back(notice);
        if (!due && told) findings.not_due.push_back(notice);
        return findings.due.size() + findings.not_due.size() < most_reminded;
    });
    return findings;
}

struct Told {
    LocalId number{};
    Notice notice;
};

storage::Store::Change<std::vector<Told>> telling(App const& app, Findings findings, Instant now) {
    return [&app, now, findings = std::move(findings)](storage::WriteTx& tx, Tables& tables) {
        std::vector<Told> told;
        for (auto const& each : findings.not_due)
            tables.told.erase(tx, ToldKey{each.thing, each.member, each.news, each.by});
        for (auto const& each : findings.due)
            if (auto const number = notifications::tell(tx, tables, app.node.ids.next(), each, now))
                told.push_back({*number, each});
        return Result<std::vector<Told>>{std::move(told)};
    };
}

}  // namespace

asio::awaitable<void> remind_authors(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    auto const now = app.node.clock.now();
    Findings findings;
    std::function<void()> work = [&] {
        findings = app.node.store.read([&](auto const& tx, auto const& tables) { return look(tx, tables, now); });
    };
    co_await app.node.workers.run(std::move(work));
    if (findings.due.empty() && findings.not_due.empty()) co_return;
    auto change = telling(app, std::move(findings), now);
    auto const told = co_await app.node.store.write(std::move(change));
    if (!told) co_return;
    for (auto const& each : *told)
        app.live.publish({LiveKind::notification, each.notice.thing, each.number, {each.notice.member}});
}

}  // namespace collegium::server::guides
