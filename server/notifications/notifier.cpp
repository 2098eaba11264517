#include "server/notifications/notifier.hpp"

namespace collegium::server::notifications {

namespace asio = boost::asio;

using storage::Handle;
using storage::LocalId;
using storage::News;
using storage::NotificationRecord;
using storage::PlaceKey;
using storage::Seq;
using storage::Tables;
using storage::ToldKey;
using storage::WriteTx;

namespace {

constexpr std::string_view name = "notifications";

struct Finding {
    Seq seq{};
    Instant at{};
    Notices notices;
};

struct Written {
    PlaceKey place;
    Handle thing{};
};

std::vector<Finding> findings_of(storage::Store const& store, std::vector<Logged> const& entries) {
    return store.read([&](auto const& tx, auto const& tables) {
        std::vector<Finding> findings;
        for (auto const& logged : entries)
            findings.push_back({logged.seq, logged.entry.received, notices_of(tx, tables, logged)});
        return findings;
    });
}

// What was told of a thing: all of it, or one kind by one person.
std::vector<std::pair<ToldKey, LocalId>> told_of(WriteTx& tx, Tables& tables, Handle thing, Notice const* only) {
    std::vector<std::pair<ToldKey, LocalId>> found;
    tables.told.ascend(tx, {thing, Handle{0}, News{}, Handle{0}}, [&](ToldKey const& key, LocalId number) {
        if (key.thing != thing) return false;
        if (only == nullptr || (key.news == only->news && key.by == only->by)) found.emplace_back(key, number);
        return true;
    });
    return found;
}

void forget(WriteTx& tx, Tables& tables, Handle thing) {
    if (thing == Handle{0}) return;
    for (auto const& [key, number] : told_of(tx, tables, thing, nullptr)) {
        tables.notifications.erase(tx, {key.member, number});
        tables.told.erase(tx, key);
    }
}

// They are not told again if it is done again.
void take_back(WriteTx& tx, Tables& tables, Notice const& notice) {
    for (auto const& [key, number] : told_of(tx, tables, notice.thing, &notice))
        tables.notifications.erase(tx, {key.member, number});
}

// A second edit, or answer to a request, takes the place of the first, and every report is one more; anything else is
// told once.
bool is_news(WriteTx& tx, Tables& tables, ToldKey const& key) {
    auto const before = tables.told.get(tx, key);
    if (!before) return true;
    if (key.news != News::edited && key.news != News::review_answer) return false;
    tables.notifications.erase(tx, {key.member, *before});
    return true;
}

class Writing {
public:
    Writing(WriteTx& tx, Tables& tables, storage::IdSource& ids) : tx_{tx}, tables_{tables}, ids_{ids} {}

    void write(Finding const& finding) {
        for (auto const& notice : finding.notices.told) tell(finding, notice);
        for (auto const& notice : finding.notices.taken_back) take_back(tx_, tables_, notice);
        for (auto const thing : finding.notices.gone) forget(tx_, tables_, thing);
    }

    std::vector<Written> written;

private:
    void tell(Finding const& finding, Notice const& notice) {
        ToldKey const key{notice.thing, notice.member, notice.news, notice.by};
        if (!is_news(tx_, tables_, key)) return;
        PlaceKey const place{notice.member, ids_.next()};
        NotificationRecord const record{notice.news, notice.by, notice.thing, finding.seq, finding.at};
        tables_.notifications.put(tx_, place, record);
        // What is in `told` goes with its thing; a report has to be looked into also when the thing is gone.
        if (notice.news != News::report) tables_.told.put(tx_, key, place.number);
        written.push_back({place, notice.thing});
    }

    WriteTx& tx_;
    Tables& tables_;
    storage::IdSource& ids_;
};

}  // namespace

Seq Notifier::heard(storage::ReadTx const& tx, Tables const& tables) const {
    return stored_cursor(tx, tables, name);
}

asio::awaitable<void> Notifier::hear(std::vector<Logged> entries) {
    auto const findings = findings_of(store_, entries);
    auto const last = entries.back().seq;
    storage::Store::Change<std::vector<Written>> change = [this, &findings, last](WriteTx& tx, Tables& tables) {
        Writing writing{tx, tables, ids_};
        for (auto const& finding : findings) writing.write(finding);
        store_cursor(tx, tables, name, last);
        return Result<std::vector<Written>>{std::move(writing.written)};
    };
    auto const written = co_await store_.write(std::move(change));
    if (!written) throw std::runtime_error{std::string{written.error().detail()}};
    for (auto const& each : *written)
        feed_.publish({LiveKind::notification, each.thing, each.place.number, {each.place.under}});
}

}  // namespace collegium::server::notifications
