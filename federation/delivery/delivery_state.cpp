#include "federation/delivery/delivery_state.hpp"

#include "storage/names.hpp"

#include <map>
#include <set>

namespace collegium::federation {

using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;
using storage::ReadTx;
using storage::ReceiptKey;
using storage::ReceiptRecord;
using storage::Seq;
using storage::Tables;

namespace {

HostDelivery finished(Handle host, ReceiptRecord const& receipt) {
    auto const state =
        receipt.outcome == storage::Outcome::delivered ? DeliveryState::delivered : DeliveryState::refused;
    return {host, state, static_cast<unsigned>(receipt.status), receipt.reason, receipt.at};
}

HostDelivery waiting(ReadTx const& tx, Tables const& tables, EntryKey const& key) {
    auto const lane = tables.lanes.get(tx, key.of).value_or(storage::LaneRecord{});
    auto const aside = tables.asides.get(tx, key).value_or(storage::AsideRecord{});
    return {key.of, DeliveryState::waiting, 0, lane.last_error, std::max(lane.next_try, aside.until)};
}

// Jumping from one host to the next.
template <class Visit>
void for_each_waiting_host(ReadTx const& tx, Tables const& tables, Visit visit) {
    for (EntryKey from{};;) {
        std::optional<Handle> host;
        tables.deliveries.ascend(tx, from, [&](EntryKey const& key, DeliveryRow const&) {
            host = key.of;
            return false;
        });
        if (!host) return;
        visit(*host);
        from.of = Handle{static_cast<std::uint64_t>(*host) + 1};
    }
}

// The smaller, the less finished.
int progress(DeliveryState state) {
    switch (state) {
        case DeliveryState::waiting: return 0;
        case DeliveryState::refused: return 1;
        case DeliveryState::delivered: return 2;
    }
    return 0;
}

}  // namespace

std::vector<HostDelivery> deliveries_of(ReadTx const& tx, Tables const& tables, Seq entry) {
    std::vector<HostDelivery> found;
    tables.receipts.ascend(tx, {entry, Handle{0}}, [&](ReceiptKey const& key, ReceiptRecord const& receipt) {
        if (key.seq == entry) found.push_back(finished(key.host, receipt));
        return key.seq == entry;
    });
    for_each_waiting_host(tx, tables, [&](Handle host) {
        EntryKey const key{host, entry};
        if (tables.deliveries.contains(tx, key)) found.push_back(waiting(tx, tables, key));
    });
    return found;
}

std::vector<HostDelivery> deliveries_of(ReadTx const& tx, Tables const& tables, storage::ObjectRecord const& object) {
    std::map<Handle, HostDelivery> by_host;
    for (auto const entry : std::set{object.created, object.words, object.announced})
        for (auto& each : deliveries_of(tx, tables, entry)) {
            auto const [place, is_new] = by_host.try_emplace(each.host, each);
            if (!is_new && progress(each.state) < progress(place->second.state)) place->second = std::move(each);
        }
    std::vector<HostDelivery> all;
    for (auto& [host, each] : by_host) all.push_back(std::move(each));
    return all;
}

std::vector<Handle> waiting_hosts(ReadTx const& tx, Tables const& tables) {
    std::vector<Handle> hosts;
    for_each_waiting_host(tx, tables, [&](Handle host) { hosts.push_back(host); });
    return hosts;
}

std::vector<RefusedDelivery> refused_by(ReadTx const& tx, Tables const& tables, Handle host, std::size_t most) {
    std::vector<RefusedDelivery> found;
    tables.quarantine.descend(
        tx,
        {Handle{static_cast<std::uint64_t>(host) + 1}, Seq{0}},
        [&](EntryKey const& key, DeliveryRow const&) {
            if (key.of != host || found.size() == most) return false;
            auto receipt = tables.receipts.get(tx, {key.seq, host});
            found.push_back({key.seq, receipt.value_or(ReceiptRecord{})});
            return true;
        }
    );
    return found;
}

}  // namespace collegium::federation
