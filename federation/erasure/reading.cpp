#include "federation/erasure/reading.hpp"

#include "federation/delivery/delivery_state.hpp"
#include "federation/notify/service.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <map>

namespace collegium::federation::erasure {

using storage::ActorRecord;
using storage::ErasureReceiptRecord;
using storage::ErasureRecord;
using storage::Handle;
using storage::ReadTx;
using storage::ReceiptKey;
using storage::Seq;
using storage::Tables;

namespace {

std::string host_of(std::string_view iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

Standing standing_of(DeliveryState state) {
    switch (state) {
        case DeliveryState::waiting: return Standing::waiting;
        case DeliveryState::delivered: return Standing::taken;
        case DeliveryState::refused: return Standing::refused;
    }
    return Standing::waiting;
}

Asked asked_of(ReadTx const& tx, Tables const& tables, Handle host, ErasureReceiptRecord const& record) {
    Asked asked{host_of(storage::iri_of(tx, tables, host)), Standing::waiting, record.asked, {}, {}};
    if (record.confirmed == Instant{}) return asked;
    asked.standing = Standing::confirmed;
    asked.at = record.confirmed;
    return asked;
}

void add_asked(ReadTx const& tx, Tables const& tables, Erasure& erasure) {
    std::map<Handle, Asked> by_host;
    tables.erasure_receipts.ascend(
        tx,
        ReceiptKey{erasure.deletion, Handle{0}},
        [&](ReceiptKey const& key, ErasureReceiptRecord const& record) {
            if (key.seq != erasure.deletion) return false;
            by_host.emplace(key.host, asked_of(tx, tables, key.host, record));
            return true;
        }
    );
    for (auto const& delivery : deliveries_of(tx, tables, erasure.deletion)) {
        auto const place = by_host.find(delivery.host);
        if (place == by_host.end() || place->second.standing == Standing::confirmed) continue;
        place->second.standing = standing_of(delivery.state);
        place->second.at = delivery.at;
        place->second.reason = delivery.reason;
    }
    for (auto& [host, asked] : by_host) erasure.asked.push_back(std::move(asked));
    std::ranges::sort(erasure.asked, {}, &Asked::host);
}

}  // namespace

std::size_t Erasure::confirmed() const {
    auto const count = std::ranges::count(asked, Standing::confirmed, &Asked::standing);
    return static_cast<std::size_t>(count);
}

std::vector<Erasure> erasures(ReadTx const& tx, Tables const& tables) {
    std::vector<Erasure> all;
    tables.erasures.each(tx, [&](Seq deletion, ErasureRecord const& record) {
        all.push_back({deletion, record.person, record.at, {}});
        return true;
    });
    std::ranges::reverse(all);
    for (auto& each : all) add_asked(tx, tables, each);
    return all;
}

std::vector<std::string> actors_to_ask(ReadTx const& tx, Tables const& tables, std::vector<Handle> const& hosts) {
    std::map<std::string, std::string> by_origin;  // "" as long as nobody there is known
    for (auto const host : hosts)
        if (!notify::is_lane(tx, tables, host)) by_origin.emplace(storage::iri_of(tx, tables, host), "");
    if (by_origin.empty()) return {};
    tables.actors.each(tx, [&](Handle handle, ActorRecord const& record) {
        if (record.local || record.gone != Instant{} || record.inbox.empty()) return true;
        auto const iri = Iri::parse(storage::iri_of(tx, tables, handle));
        auto const place = iri ? by_origin.find(std::string{iri->origin()}) : by_origin.end();
        if (place == by_origin.end()) return true;
        bool const is_node = iri->text() == place->first + "/";
        if (is_node || place->second.empty()) place->second = iri->text();
        return true;
    });
    std::vector<std::string> actors;
    for (auto const& [origin, actor] : by_origin) actors.push_back(actor.empty() ? origin + "/" : actor);
    return actors;
}

}  // namespace collegium::federation::erasure
