#include "federation/partner_view.hpp"

#include "federation/fan_out.hpp"
#include "federation/partner_desk.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;
using storage::Outcome;
using storage::PartnerState;
using storage::ReadTx;
using storage::ReceiptRecord;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_shown = 20;
constexpr std::size_t most_receipts_read = 1000;

// Calls visit(seq, receipt) for what the host refused, the newest first.
template <class Visit>
void each_refused(ReadTx const& tx, Tables const& tables, Handle host, Visit&& visit) {
    auto left = most_receipts_read;
    tables.receipts.descend(tx, EntryKey{host, Seq{~0ull}}, [&](EntryKey const& key, ReceiptRecord const& receipt) {
        if (key.of != host) return false;
        if (receipt.outcome == Outcome::refused) visit(key.seq, receipt);
        return --left > 0;
    });
}

void read_queue(ReadTx const& tx, Tables const& tables, Handle host, PartnerView& view) {
    tables.deliveries.ascend(tx, EntryKey{host, Seq{0}}, [&](EntryKey const& key, DeliveryRow const&) {
        if (key.of != host) return false;
        if (view.waiting++ > 0) return true;
        if (auto const entry = tables.log.get(tx, key.seq)) view.oldest = entry->received;
        return true;
    });
    each_refused(tx, tables, host, [&](Seq seq, ReceiptRecord const& receipt) {
        if (view.refused.size() >= most_shown) return;
        auto const entry = tables.log.get(tx, seq);
        auto const what = entry && entry->object != Handle{0} ? storage::iri_of(tx, tables, entry->object) : "";
        view.refused.push_back({seq, what, receipt.status, receipt.at});
    });
}

void read_cards(ReadTx const& tx, Tables const& tables, PartnerView& view) {
    auto const record = tables.cards.get(tx, view.host);
    if (!record) return;
    view.card_fetched = record->fetched;
    auto seen = read_card(record->seen, view.host);
    if (!seen) return;
    if (auto const agreed = read_card(record->agreed, view.host)) view.changes = changes_between(*agreed, *seen);
    view.card = *std::move(seen);
}

PartnerView glance(ReadTx const& tx, Tables const& tables, std::string host, storage::PartnerRecord record) {
    PartnerView view;
    view.host = std::move(host);
    view.record = std::move(record);
    if (auto const handle = storage::find_handle(tx, tables, "https://" + view.host))
        view.lane = tables.lanes.get(tx, *handle).value_or(storage::LaneRecord{});
    read_cards(tx, tables, view);
    return view;
}

PartnerView view_of(
    Node const& node, ReadTx const& tx, Tables const& tables, std::string host, storage::PartnerRecord record
) {
    auto view = glance(tx, tables, std::move(host), std::move(record));
    view.handshake = tables.handshakes.get(tx, view.host).value_or(storage::HandshakeRecord{});
    view.traffic =
        node.traffic.with_recent(view.host, tables.traffic.get(tx, view.host).value_or(storage::TrafficRecord{}));
    if (auto const handle = storage::find_handle(tx, tables, "https://" + view.host))
        read_queue(tx, tables, *handle, view);
    return view;
}

}  // namespace

std::optional<PartnerView> find_partner(Node const& node, std::string const& host) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<PartnerView> {
        auto record = tables.partners.get(tx, host);
        if (!record) return std::nullopt;
        return view_of(node, tx, tables, host, *std::move(record));
    });
}

std::optional<PartnerView> glance_at_partner(Node const& node, std::string const& host) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<PartnerView> {
        auto record = tables.partners.get(tx, host);
        if (!record) return std::nullopt;
        return glance(tx, tables, host, *std::move(record));
    });
}

std::vector<PartnerView> all_partners(Node const& node) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<PartnerView> all;
        tables.partners.each(tx, [&](std::string const& host, storage::PartnerRecord const& record) {
            all.push_back(view_of(node, tx, tables, host, record));
            return true;
        });
        return all;
    });
}

std::string_view state_name(PartnerState state) {
    switch (state) {
        case PartnerState::agreed: return "agreed";
        case PartnerState::paused: return "paused";
        case PartnerState::asked: return "asked";
        case PartnerState::introduced: return "introduced";
        case PartnerState::declined: return "declined";
        case PartnerState::declined_by_them: return "declined by them";
        case PartnerState::removed: return "removed";
    }
    return "unknown";
}

std::string name_of(PartnerView const& view) {
    return view.card && !view.card->name.empty() ? view.card->name : view.host;
}

Result<std::uint64_t> queue_refused_again(
    storage::WriteTx& tx, storage::Tables& tables, std::string_view origin, std::string const& host
) {
    auto const handle = storage::find_handle(tx, tables, "https://" + host);
    if (!handle) return std::uint64_t{0};
    std::vector<Seq> refused;
    each_refused(tx, tables, *handle, [&](Seq seq, ReceiptRecord const&) { refused.push_back(seq); });
    std::uint64_t queued = 0;
    for (auto const seq : refused) {
        auto const entry = tables.log.get(tx, seq);
        auto flesh = tables.flesh.get(tx, seq);
        auto const activity = flesh ? read_activity(*std::move(flesh)) : std::nullopt;
        if (!entry || !activity) continue;
        tables.receipts.erase(tx, EntryKey{*handle, seq});
        Effects ignored;
        fan_out(rules::Context{tx, tables, origin, *activity, seq, entry->number, entry->local, Handle{0}, ignored});
        ++queued;
    }
    return queued;
}

}  // namespace collegium::federation
