#include "server/polls/poll_round.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/polls.hpp"
#include "federation/logged.hpp"
#include "federation/served/poll_document.hpp"
#include "server/followers/live_feed.hpp"
#include "server/notifications/notices.hpp"
#include "server/read_only.hpp"

namespace collegium::server::polls {

namespace asio = boost::asio;
namespace community = federation::community;

using notifications::Notice;
using storage::Handle;
using storage::News;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::chrono::hours oldest{24 * 40};       // polls that are still looked at
constexpr std::chrono::hours told_of_late{24 * 7};  // a poll that ended longer ago is news to nobody
constexpr std::chrono::seconds last_votes{10};      // after the end: what was received in time may still be written

// A poll of ours, and what its author's node has to say of it.
struct Due {
    Due() = default;

    Handle author{};
    std::optional<federation::Activity> words;
    federation::PollDraft standing;
};

bool is_due(ReadTx const& tx, Tables const& tables, Handle thing, community::Poll const& poll, Instant now) {
    if (poll.closed != Instant{}) return false;
    if (community::is_over(poll, now - last_votes)) return true;
    if (now - poll.told_at < between_updates) return false;
    auto const tally = community::tally_of(tx, tables, thing, poll, community::Counted::outside);
    return community::sum_of(tally.votes) > community::sum_of(poll.votes) || tally.voters > poll.voters;
}

std::optional<Due> due_of(ReadTx const& tx, Tables const& tables, Handle thing, Instant now) {
    auto const record = tables.objects.get(tx, thing);
    if (!record || community::stays_here(record->audience)) return std::nullopt;  // members see the counts
    // Most are others' polls, and to look into one means to read its words.
    if (!community::is_by_one_of_us(tx, tables, *record)) return std::nullopt;
    if (!community::is_visible(tx, tables, thing, *record)) return std::nullopt;
    auto const found = community::poll_of(tx, tables, thing);
    if (!found || !is_due(tx, tables, thing, *found, now)) return std::nullopt;
    auto const& poll = *found;
    Due due;
    due.author = record->author;
    due.words = federation::logged_activity(tx, tables, record->words);
    if (!due.words || due.words->object() == nullptr) return std::nullopt;
    due.standing = federation::documents::standing_of(tx, tables, thing).value();
    if (community::is_over(poll, now - last_votes)) due.standing.closed = community::end_of(poll);
    return due;
}

// Polls last for a month at most; those of other nodes that last longer end untold.
std::vector<Handle> recent_polls(ReadTx const& tx, Tables const& tables, Instant now) {
    return community::polls_since(tx, tables, storage::IdSource::at(now - oldest));
}

std::vector<Due> all_due(App const& app) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Due> found;
        for (auto const thing : recent_polls(tx, tables, now))
            if (auto due = due_of(tx, tables, thing, now)) found.push_back(*std::move(due));
        return found;
    });
}

asio::awaitable<void> tell_counts(App const& app) {
    auto const due = all_due(app);
    auto const composer = federation::poll_composer_of(app.node);
    for (auto const& each : due) {
        auto const author = federation::author_of(app.node, each.author);
        if (!author) continue;
        auto update = composer.standing(*author, *each.words, each.standing);
        auto const told = co_await federation::perform(app.node, std::move(update));
        if (!told) log::info("a poll was not told of", {{"detail", told.error().detail()}});
    }
}

bool has_ballot(ReadTx const& tx, Tables const& tables, Handle thing) {
    bool found = false;
    tables.ballots.ascend(tx, {thing, Handle{0}, 0}, [&](storage::BallotKey const& key, storage::IriHash const&) {
        found = key.poll == thing;
        return false;
    });
    return found;
}

// Somebody here asked or voted.
bool concerns_us(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    return record && (community::is_by_one_of_us(tx, tables, *record) || has_ballot(tx, tables, thing));
}

// Those here who voted, and the author.
std::vector<Notice> notices_about(ReadTx const& tx, Tables const& tables, Handle thing, Instant now) {
    std::vector<Notice> notices;
    if (!concerns_us(tx, tables, thing)) return notices;
    auto const poll = community::poll_of(tx, tables, thing);
    if (!poll || !community::is_over(*poll, now) || now - community::end_of(*poll) >= told_of_late) return notices;
    auto const author = tables.objects.get(tx, thing).value().author;
    auto people = community::voters_of(tx, tables, thing, *poll);
    people.push_back(author);
    for (auto const person : people) {
        Notice const notice{person, News::poll, author, thing};
        bool const told = tables.told.contains(tx, {thing, person, News::poll, author});
        if (!told && notifications::may_hear(tx, tables, notice)) notices.push_back(notice);
    }
    return notices;
}

std::vector<Notice> all_notices(ReadTx const& tx, Tables const& tables, Instant now) {
    std::vector<Notice> all;
    for (auto const thing : recent_polls(tx, tables, now)) {
        auto const some = notices_about(tx, tables, thing, now);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

using Places = std::vector<std::pair<PlaceKey, Handle>>;  // a notification, and what it is about

storage::Store::Change<Places> telling(App const& app, Instant now) {
    return [&app, now](storage::WriteTx& tx, Tables& tables) {
        Places places;
        for (auto const& notice : all_notices(tx, tables, now)) {
            PlaceKey const place{notice.member, app.node.ids.next()};
            auto const record = tables.objects.get(tx, notice.thing).value();
            tables.notifications.put(tx, place, {notice.news, notice.by, notice.thing, record.words, now});
            tables.told.put(tx, {notice.thing, notice.member, notice.news, notice.by}, place.number);
            places.emplace_back(place, notice.thing);
        }
        return Result<Places>{std::move(places)};
    };
}

asio::awaitable<void> tell_members(App const& app) {
    auto const now = app.node.clock.now();
    bool const any =
        app.node.store.read([&](auto const& tx, auto const& tables) { return !all_notices(tx, tables, now).empty(); });
    if (!any) co_return;
    auto change = telling(app, now);
    auto const told = co_await app.node.store.write(std::move(change));
    if (!told) co_return;
    for (auto const& [place, thing] : *told)
        app.live.publish({LiveKind::notification, thing, place.number, {place.under}});
}

}  // namespace

asio::awaitable<void> tend_polls(App const& app) {
    if (is_read_only(app.node.store)) co_return;
    co_await tell_counts(app);
    co_await tell_members(app);
}

}  // namespace collegium::server::polls
