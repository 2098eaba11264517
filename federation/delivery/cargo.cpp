#include "federation/delivery/cargo.hpp"

#include "storage/names.hpp"

namespace collegium::federation {

using storage::ActorRecord;
using storage::DeliveryRow;
using storage::EntryKey;
using storage::Handle;

namespace {

std::vector<Handle> followers_on(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle followed, Handle host
) {
    std::vector<Handle> found;
    tables.followers.ascend(tx, {followed, host, Handle{0}}, [&](auto const& key, storage::FollowRecord const& record) {
        if (key.followed != followed || key.host != host) return false;
        if (record.state == storage::FollowState::accepted) found.push_back(key.follower);
        return true;
    });
    return found;
}

std::vector<Handle> everybody(
    storage::ReadTx const& tx, storage::Tables const& tables, DeliveryRow const& row, Handle host
) {
    auto all = row.recipients;
    if (row.followers_of != Handle{0})
        for (auto const each : followers_on(tx, tables, row.followers_of, host)) all.push_back(each);
    return all;
}

}  // namespace

std::string const& inbox_of(ActorRecord const& record) {
    return record.shared_inbox.empty() ? record.inbox : record.shared_inbox;
}

std::optional<Cargo> load_cargo(
    Node const& node,
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::shared_ptr<Letter const> letter,
    EntryKey key
) {
    auto const row = tables.deliveries.get(tx, key);
    if (!row) return std::nullopt;
    auto const now = node.clock.now();
    Cargo cargo{signer_of(node, tx, tables, row->sender), std::move(letter), {}};
    for (auto const each : everybody(tx, tables, *row, key.of)) {
        auto const record = tables.actors.get(tx, each);
        bool const fresh = record && (record->local || now - record->fetched < document_freshness);
        if (fresh && record->gone != Instant{}) continue;
        cargo.recipients.push_back({storage::iri_of(tx, tables, each), fresh ? inbox_of(*record) : ""});
    }
    return cargo;
}

}  // namespace collegium::federation
