#include "federation/delivery/departures.hpp"

#include <map>

namespace collegium::federation {

using storage::DepartureKey;
using storage::DepartureRecord;
using storage::EntryKey;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t most_forgotten = 10'000;

DepartureKey key_of(ReadTx const& tx, Tables const& tables, EntryKey const& delivery, Instant at) {
    DepartureKey key{day_of(at), delivery.of, 0, 0};
    auto const entry = tables.log.get(tx, delivery.seq);
    if (!entry) return key;
    key.verb = entry->verb;
    auto const thing = tables.objects.get(tx, entry->object);
    if (thing) key.kind = static_cast<std::uint64_t>(thing->kind);
    return key;
}

}  // namespace

std::uint64_t day_of(Instant when) noexcept {
    auto const days = std::chrono::floor<std::chrono::days>(when).time_since_epoch().count();
    return days < 0 ? 0 : static_cast<std::uint64_t>(days);
}

Instant begin_of_day(std::uint64_t day) noexcept {
    return std::chrono::sys_days{std::chrono::days{static_cast<std::int32_t>(day)}};
}

void count_departure(WriteTx& tx, Tables& tables, EntryKey const& delivery, bool delivered, Instant at) {
    auto const key = key_of(tx, tables, delivery, at);
    auto count = tables.departures.get(tx, key).value_or(DepartureRecord{});
    ++(delivered ? count.delivered : count.refused);
    tables.departures.put(tx, key, count);
}

std::size_t forget_departures(WriteTx& tx, Tables& tables, Instant now) {
    auto const today = day_of(now);
    auto const first_kept = today > departure_days ? today - departure_days : 0;
    std::vector<DepartureKey> old;
    tables.departures.ascend(tx, DepartureKey{}, [&](DepartureKey const& key, DepartureRecord const&) {
        if (key.day >= first_kept) return false;
        old.push_back(key);
        return old.size() < most_forgotten;
    });
    for (auto const& key : old) tables.departures.erase(tx, key);
    return old.size();
}

boost::asio::awaitable<void> tend_departures(Node const& node) {
    for (bool more = true; more;) {
        storage::Store::Change<std::size_t> change = [now = node.clock.now()](WriteTx& tx, Tables& tables) {
            return Result<std::size_t>{forget_departures(tx, tables, now)};
        };
        auto const forgotten = co_await node.store.write(std::move(change));
        more = forgotten && *forgotten == most_forgotten;
    }
}

std::vector<Departure> departures_since(
    ReadTx const& tx, Tables const& tables, std::uint64_t first_day, std::size_t most, Handle host
) {
    constexpr auto last = ~std::uint64_t{0};
    std::vector<Departure> found;
    auto const add_before = [&](DepartureKey const& from, auto const& is_wanted) {
        tables.departures.descend(tx, from, [&](DepartureKey const& key, DepartureRecord const& count) {
            if (!is_wanted(key) || found.size() >= most) return false;
            found.push_back({key, count});
            return true;
        });
    };
    if (host == storage::no_one) {
        add_before({last, Handle{0}, 0, 0}, [&](DepartureKey const& key) { return key.day >= first_day; });
        return found;
    }
    // Day by day, so that the other hosts' rows are not read.
    std::optional<std::uint64_t> day;
    tables.departures.descend(tx, {last, Handle{0}, 0, 0}, [&](DepartureKey const& key, DepartureRecord const&) {
        day = key.day;
        return false;
    });
    for (std::size_t days = 0; day && *day >= first_day && days <= departure_days; ++days) {
        add_before({*day, host, last, last}, [&](DepartureKey const& key) {
            return key.day == *day && key.host == host;
        });
        if (*day == 0) break;
        --*day;
    }
    return found;
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> waiting_by_day(
    ReadTx const& tx, Tables const& tables, Handle host, std::size_t most
) {
    std::map<std::uint64_t, std::uint64_t> days;
    std::size_t seen = 0;
    tables.deliveries.ascend(tx, EntryKey{host, Seq{0}}, [&](EntryKey const& key, storage::DeliveryRow const&) {
        if (key.of != host) return false;
        if (auto const entry = tables.log.get(tx, key.seq)) ++days[day_of(entry->received)];
        return ++seen < most;
    });
    return {days.begin(), days.end()};
}

}  // namespace collegium::federation
