#include "federation/cargo.hpp"

#include "storage/names.hpp"

namespace collegium::federation {

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

}  // namespace

std::optional<Cargo> load_cargo(storage::Store const& store, EntryKey key) {
    return store.read([&](auto const& tx, auto const& tables) -> std::optional<Cargo> {
        auto const row = tables.deliveries.get(tx, key);
        auto body = row ? tables.flesh.get(tx, key.seq) : std::nullopt;
        if (!body) return std::nullopt;
        Cargo cargo{*std::move(body), {}};
        auto everybody = row->recipients;
        if (row->followers_of != Handle{0})
            for (auto const each : followers_on(tx, tables, row->followers_of, key.of)) everybody.push_back(each);
        for (auto const each : everybody) cargo.recipients.push_back(storage::iri_of(tx, tables, each));
        return cargo;
    });
}

}  // namespace collegium::federation
