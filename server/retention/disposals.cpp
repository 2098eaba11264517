#include "server/retention/disposals.hpp"

#include "federation/delivery/departures.hpp"

namespace collegium::server::retention {

using storage::DisposalKey;
using storage::DisposalRecord;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

void note_disposed(WriteTx& tx, Tables& tables, Rule const& rule, std::uint64_t count, Instant now) {
    if (count == 0) return;
    DisposalKey const key{federation::day_of(now), rule.rule};
    auto record = tables.disposals.get(tx, key).value_or(DisposalRecord{});
    record.count += count;
    record.period = rule.days;
    record.last = now;
    tables.disposals.put(tx, key, record);
}

std::vector<Disposed> disposals(ReadTx const& tx, Tables const& tables, Settings const& settings, std::size_t most) {
    std::vector<Disposed> found;
    DisposalKey const after_all{~std::uint64_t{0}, DisposalRule{}};
    tables.disposals.descend(tx, after_all, [&](DisposalKey const& key, DisposalRecord const& record) {
        if (found.size() == most) return false;
        auto rule = rule_of(settings, key.rule);
        rule.days = static_cast<unsigned>(record.period);
        found.push_back({federation::begin_of_day(key.day), rule, record.count, record.last});
        return true;
    });
    return found;
}

}  // namespace collegium::server::retention
