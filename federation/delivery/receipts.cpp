#include "federation/delivery/receipts.hpp"

#include "federation/delivery/departures.hpp"

namespace collegium::federation {

using storage::EntryKey;
using storage::Handle;
using storage::Outcome;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

void finish(WriteTx& tx, Tables& tables, Settlement const& settlement, Outcome outcome) {
    auto const& key = settlement.key;
    bool const refused = outcome == Outcome::refused;
    auto const row = refused ? tables.deliveries.get(tx, key) : std::nullopt;
    if (row) tables.quarantine.put(tx, key, *row);
    // What nobody answered was dropped here, and never left.
    if (!refused || settlement.status != 0) count_departure(tx, tables, key, !refused, settlement.at);
    tables.deliveries.erase(tx, key);
    tables.asides.erase(tx, key);
    tables.receipts.put(
        tx, {key.seq, key.of}, {outcome, settlement.status, settlement.at, refused ? settlement.reason : ""}
    );
}

}  // namespace

void record(WriteTx& tx, Tables& tables, Settlement const& settlement) {
    auto const& key = settlement.key;
    if (settlement.lane) tables.lanes.put(tx, key.of, *settlement.lane);
    if (settlement.aside) tables.asides.put(tx, key, *settlement.aside);
    if (settlement.fate == Fate::delivered) finish(tx, tables, settlement, Outcome::delivered);
    if (settlement.fate == Fate::refused) finish(tx, tables, settlement, Outcome::refused);
}

Result<void> queue_again(WriteTx& tx, Tables& tables, EntryKey key) {
    auto const row = tables.quarantine.get(tx, key);
    if (!row) return Refusal{Reason::not_found, "this host has not refused that"};
    tables.quarantine.erase(tx, key);
    tables.receipts.erase(tx, {key.seq, key.of});
    tables.deliveries.put(tx, key, *row);
    return {};
}

std::size_t queue_all_again(WriteTx& tx, Tables& tables, Handle host) {
    std::vector<EntryKey> keys;
    tables.quarantine.ascend(tx, {host, Seq{0}}, [&](EntryKey const& key, storage::DeliveryRow const&) {
        if (key.of == host) keys.push_back(key);
        return key.of == host;
    });
    for (auto const& key : keys) static_cast<void>(queue_again(tx, tables, key));
    return keys.size();
}

}  // namespace collegium::federation
