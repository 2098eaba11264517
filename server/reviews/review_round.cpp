#include "server/reviews/review_round.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/pen_publishing.hpp"
#include "federation/reviews/requests.hpp"
#include "server/followers/live_feed.hpp"
#include "server/members/accounts.hpp"
#include "server/notifications/review_news.hpp"
#include "server/read_only.hpp"

#include <algorithm>

namespace collegium::server::reviews {

namespace asio = boost::asio;

using federation::reviews::Reminder;
using federation::reviews::RequestView;
using notifications::Notice;
using storage::Handle;
using storage::News;
using storage::PlaceKey;
using storage::ReadTx;
using storage::RequestAnswer;
using storage::Tables;

namespace {

// A request for which somebody else is to be asked.
struct Unanswered {
    RequestView view;
    std::vector<std::string> asked;  // IRIs of all who were asked to review this version
};

bool acts_here(ReadTx const& tx, Tables const& tables, Handle person) {
    auto const name = tables.account_names.get(tx, person);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && account->state == storage::AccountState::active && !members::has_left(*account);
}

bool is_of_same_version(RequestView const& first, RequestView const& second) {
    return first.guide == second.guide && first.request.version == second.request.version;
}

// Of one version one at a time, so that nobody is asked twice.
std::vector<Unanswered> unanswered(ReadTx const& tx, Tables const& tables, Instant now) {
    std::vector<Unanswered> found;
    for (auto& view : federation::reviews::open_requests(tx, tables, now - oldest_request)) {
        if (!acts_here(tx, tables, view.by.handle) || view.request.alternates.empty()) continue;
        bool const waits =
            std::ranges::any_of(found, [&](Unanswered const& each) { return is_of_same_version(each.view, view); });
        if (waits) continue;
        auto asked = federation::reviews::asked_about(tx, tables, view);
        bool const due = federation::reviews::next_alternate(view.request, view.state, asked, now).has_value();
        if (due && !federation::reviews::has_successor(tx, tables, view))
            found.push_back({std::move(view), std::move(asked)});
    }
    return found;
}

// The first who can be asked: an alternate may be gone, or have become a colleague of the author.
asio::awaitable<void> ask_next(App const& app, Unanswered const& waiting) {
    auto const author = federation::author_of(app.node, waiting.view.by.handle);
    if (!author) co_return;
    auto const now = app.node.clock.now();
    auto const& before = waiting.view;
    federation::reviews::ReviewComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    auto asked = waiting.asked;
    auto next = federation::reviews::next_alternate(before.request, before.state, asked, now);
    while (next) {
        auto const request = federation::reviews::succeeding(before.request, before.iri, *next, before.received, now);
        auto offer = composer.ask(*author, request);
        auto const done = co_await federation::perform(app.node, std::move(offer));
        if (done || done.error().reason() == Reason::unavailable) co_return;
        log::info("an alternate was not asked for a review", {{"detail", done.error().detail()}});
        asked.push_back(*next);
        next = federation::reviews::next_alternate(before.request, before.state, asked, now);
    }
}

// Who owes it: the person, or those of the community who took it on, else its facilitators.
std::vector<Handle> who_owes(ReadTx const& tx, Tables const& tables, RequestView const& view) {
    if (!view.target.community) return {view.target.handle};
    std::vector<Handle> people;
    for (auto const& each : view.answers)
        if (each.answer == RequestAnswer::accepted || each.answer == RequestAnswer::later)
            people.push_back(each.by.handle);
    return people.empty() ? notifications::people_asked(tx, tables, view.target.handle) : people;
}

// Whoever asked hears when the day is over.
std::vector<Notice> reminders_of(ReadTx const& tx, Tables const& tables, RequestView const& view, Instant now) {
    std::vector<Notice> notices;
    auto const reminder = federation::reviews::reminder_for(view.request, view.state, now);
    auto const deadline = federation::reviews::deadline_of(view.request);
    if (reminder == Reminder::none || !deadline || now - *deadline >= told_of_late) return notices;
    auto const news = reminder == Reminder::soon ? News::review_due : News::review_overdue;
    for (auto const each : who_owes(tx, tables, view)) notices.push_back({each, news, view.by.handle, view.offer});
    if (reminder == Reminder::late) notices.push_back({view.by.handle, news, view.target.handle, view.offer});
    std::erase_if(notices, [&](Notice const& each) {
        return tables.told.contains(tx, {each.thing, each.member, each.news, each.by}) ||
               !notifications::may_hear(tx, tables, each);
    });
    return notices;
}

std::vector<Notice> all_reminders(ReadTx const& tx, Tables const& tables, Instant now) {
    std::vector<Notice> all;
    for (auto const& each : federation::reviews::open_requests(tx, tables, now - oldest_request)) {
        auto const some = reminders_of(tx, tables, each, now);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

using Places = std::vector<std::pair<PlaceKey, Handle>>;  // a notification, and what it is about

// Between the look and the writing an answer may have come: a reminder too many does no harm, a second one would.
storage::Store::Change<Places> telling(App const& app, std::vector<Notice> reminders, Instant now) {
    return [&app, now, reminders = std::move(reminders)](storage::WriteTx& tx, Tables& tables) {
        Places places;
        for (auto const& notice : reminders) {
            auto const request = tables.review_requests.get(tx, notice.thing);
            storage::ToldKey const told{notice.thing, notice.member, notice.news, notice.by};
            if (!request || tables.told.contains(tx, told)) continue;
            PlaceKey const place{notice.member, app.node.ids.next()};
            tables.notifications.put(tx, place, {notice.news, notice.by, notice.thing, request->seq, now});
            tables.told.put(tx, told, place.number);
            places.emplace_back(place, notice.thing);
        }
        return Result<Places>{std::move(places)};
    };
}

asio::awaitable<void> remind(App const& app) {
    auto const now = app.node.clock.now();
    std::vector<Notice> reminders;
    std::function<void()> work = [&] {
        reminders =
            app.node.store.read([&](auto const& tx, auto const& tables) { return all_reminders(tx, tables, now); });
    };
    co_await app.node.workers.run(std::move(work));
    if (reminders.empty()) co_return;
    auto change = telling(app, std::move(reminders), now);
    auto const told = co_await app.node.store.write(std::move(change));
    if (!told) co_return;
    for (auto const& [place, thing] : *told)
        app.live.publish({LiveKind::notification, thing, place.number, {place.under}});
}

asio::awaitable<void> ask_alternates(App const& app) {
    auto const now = app.node.clock.now();
    std::vector<Unanswered> waiting;
    std::function<void()> work = [&] {
        waiting = app.node.store.read([&](auto const& tx, auto const& tables) { return unanswered(tx, tables, now); });
    };
    co_await app.node.workers.run(std::move(work));
    for (auto const& each : waiting) co_await ask_next(app, each);
}

}  // namespace

asio::awaitable<void> tend_requests(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    co_await ask_alternates(app);
    co_await remind(app);
}

asio::awaitable<void> tend_pen_names(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    co_await federation::reviews::tend_hand_ins(app.node);
}

}  // namespace collegium::server::reviews
