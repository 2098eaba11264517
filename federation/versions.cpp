#include "federation/versions.hpp"

namespace collegium::federation::timeline {

using storage::EntryKey;
using storage::Seq;

namespace {

constexpr std::size_t most_versions = 100;

}  // namespace

std::vector<Seq> versions_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    if (!record) return {};
    std::vector<Seq> versions{record->created};
    auto const after = Seq{static_cast<std::uint64_t>(record->created) + 1};
    tables.versions.ascend(tx, EntryKey{thing, after}, [&](EntryKey const& key, storage::Nothing) {
        if (key.of != thing || key.seq >= record->words || versions.size() + 1 == most_versions) return false;
        versions.push_back(key.seq);
        return true;
    });
    if (record->words != record->created) versions.push_back(record->words);
    return versions;
}

}  // namespace collegium::federation::timeline
