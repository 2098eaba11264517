#include "federation/partners/partner_view.hpp"

#include "config/phrase.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/delivery/receipts.hpp"
#include "federation/partners/partner_desk.hpp"
#include "federation/partners/rest.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;
using storage::PartnerState;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_shown = 20;

void read_queue(ReadTx const& tx, Tables const& tables, Handle host, PartnerView& view) {
    tables.deliveries.ascend(tx, EntryKey{host, Seq{0}}, [&](EntryKey const& key, DeliveryRow const&) {
        if (key.of != host) return false;
        if (view.waiting++ > 0) return true;
        if (auto const entry = tables.log.get(tx, key.seq)) view.oldest = entry->received;
        return true;
    });
    for (auto& each : refused_by(tx, tables, host, most_shown)) {
        auto const entry = tables.log.get(tx, each.entry);
        auto const what = entry && entry->object != Handle{0} ? storage::iri_of(tx, tables, entry->object) : "";
        view.refused.push_back({what, std::move(each.receipt)});
    }
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
    view.all_rest = exchange_rests(tx, tables);
    if (auto const handle = storage::find_host(tx, tables, view.host))
        view.lane = tables.lanes.get(tx, *handle).value_or(storage::LaneRecord{});
    read_cards(tx, tables, view);
    return view;
}

PartnerView view_of(
    Node const& node, ReadTx const& tx, Tables const& tables, std::string host, storage::PartnerRecord record
) {
    auto view = glance(tx, tables, std::move(host), std::move(record));
    view.mailbox = tables.mailboxes.get(tx, view.host).value_or(storage::MailboxRecord{});
    view.handshake = tables.handshakes.get(tx, view.host).value_or(storage::HandshakeRecord{});
    view.traffic =
        node.traffic.with_recent(view.host, tables.traffic.get(tx, view.host).value_or(storage::TrafficRecord{}));
    if (auto const handle = storage::find_host(tx, tables, view.host)) read_queue(tx, tables, *handle, view);
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
        case PartnerState::agreed: return phrase("agreed");
        case PartnerState::paused: return phrase("paused");
        case PartnerState::asked: return phrase("asked");
        case PartnerState::introduced: return phrase("introduced");
        case PartnerState::declined: return phrase("declined");
        case PartnerState::declined_by_them: return phrase("declined by them");
        case PartnerState::removed: return phrase("removed");
    }
    return phrase("unknown");
}

std::string name_of(PartnerView const& view) {
    return view.card && !view.card->name.empty() ? view.card->name : view.host;
}

std::size_t queue_refused_again(storage::WriteTx& tx, storage::Tables& tables, std::string const& host) {
    auto const handle = storage::find_host(tx, tables, host);
    return handle ? queue_all_again(tx, tables, *handle) : 0;
}

}  // namespace collegium::federation
