#include "federation/fetching/wanted.hpp"

#include "config/log.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::wanted {

namespace asio = boost::asio;

using storage::Handle;
using storage::ReadTx;
using storage::Tables;
using storage::WantedRecord;
using storage::WriteTx;

void note(WriteTx& tx, Tables& tables, std::string_view own_host, Handle thing, std::uint64_t depth, Instant now) {
    auto const iri = Iri::parse(storage::iri_of(tx, tables, thing));
    if (!iri || iri->host() == own_host || tables.objects.contains(tx, thing)) return;
    if (depth > deepest || tables.wanted.size(tx) >= most || tables.wanted.contains(tx, thing)) return;
    bool const sought = depth > 1;  // we are on the way up already
    tables.wanted.put(tx, thing, WantedRecord{0, depth, now, sought ? now : now + patience});
}

asio::awaitable<void> seek(Node const& node, Iri thing) {
    storage::Store::Change<storage::Nothing> change = [&node, thing = std::move(thing)](WriteTx& tx, Tables& tables) {
        auto const handle = storage::intern(tx, tables, thing.text());
        note(tx, tables, node.settings.node.domain, handle, 0, node.clock.now());
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const noted = co_await node.store.write(std::move(change));
    node.backfill.ring();
    if (!noted) log::info("a wanted thing was not noted", {{"detail", noted.error().detail()}});
}

void forget(WriteTx& tx, Tables& tables, std::string_view thing) {
    if (tables.wanted.size(tx) == 0) return;
    if (auto const handle = storage::find_handle(tx, tables, thing)) tables.wanted.erase(tx, *handle);
}

std::optional<Thing> find(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.wanted.get(tx, thing);
    if (!record) return std::nullopt;
    return Thing{thing, Iri::parse(storage::iri_of(tx, tables, thing)).value(), *record};
}

Slice due_after(ReadTx const& tx, Tables const& tables, Handle after, std::size_t looked_at, Instant now) {
    Slice slice;
    Handle const from{static_cast<std::uint64_t>(after) + 1};
    tables.wanted.ascend(tx, from, [&](Handle thing, WantedRecord const& record) {
        if (record.next_try <= now)
            slice.due.push_back({thing, Iri::parse(storage::iri_of(tx, tables, thing)).value(), record});
        else
            slice.next = std::min(slice.next.value_or(record.next_try), record.next_try);
        slice.last = thing;
        return --looked_at > 0;
    });
    if (looked_at > 0) slice.last.reset();
    return slice;
}

bool is_given_up(WantedRecord const& record, Instant now) noexcept {
    auto const sought_for = now - record.since;
    return (record.tries >= most_tries && sought_for >= least_patience) || sought_for > oldest;
}

std::chrono::seconds wait_after(std::uint64_t tries, std::chrono::seconds first) {
    constexpr std::chrono::seconds longest = std::chrono::hours{48};
    return std::min(first * (1 << (2 * std::min<std::uint64_t>(tries - 1, 6))), longest);
}

}  // namespace collegium::federation::wanted
