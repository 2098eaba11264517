#include "server/export/reach.hpp"

#include "federation/messages/activity.hpp"
#include "storage/names.hpp"

#include <optional>

namespace collegium::server::exporting {

using federation::Verb;
using storage::EntryKey;
using storage::Handle;
using storage::LogEntry;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

bool tells_nothing(LogEntry const& entry) {
    auto const verb = static_cast<Verb>(entry.verb);
    return verb == Verb::delete_ || verb == Verb::undo;
}

// Who did, or wrote, what somebody passes on.
std::optional<Handle> author_of_announced(ReadTx const& tx, Tables const& tables, Handle what) {
    auto const act = tables.known.get(tx, storage::hash_of(storage::iri_of(tx, tables, what)));
    if (auto const entry = act ? tables.log.get(tx, *act) : std::nullopt)
        return tells_nothing(*entry) ? std::nullopt : std::optional{entry->actor};
    auto const thing = tables.objects.get(tx, what);
    return thing ? std::optional{thing->author} : std::nullopt;
}

}  // namespace

Reach::Reach(std::set<Handle> const& of) {
    for (auto const each : of) hosts_.try_emplace(each);
}

std::vector<Reach::Hosts*> Reach::told_of(ReadTx const& tx, Tables const& tables, LogEntry const& entry) {
    std::vector<Hosts*> found;
    if (!entry.local || tells_nothing(entry)) return found;
    auto const add = [&](Handle actor) {
        if (auto const place = hosts_.find(actor); place != hosts_.end()) found.push_back(&place->second);
    };
    add(entry.actor);
    bool const passes_on = static_cast<Verb>(entry.verb) == Verb::announce && entry.object != Handle{0};
    if (auto const author = passes_on ? author_of_announced(tx, tables, entry.object) : std::nullopt) add(*author);
    return found;
}

void Reach::add_receipts(ReadTx const& tx, Tables const& tables) {
    tables.log.ascend(tx, next_, [&](Seq seq, LogEntry const& entry) {
        auto const told = told_of(tx, tables, entry);
        if (told.empty()) return true;
        tables.receipts.ascend(tx, {seq, Handle{0}}, [&](storage::ReceiptKey const& key, auto const& receipt) {
            if (key.seq != seq) return false;
            if (receipt.outcome == storage::Outcome::delivered)
                for (auto* const hosts : told) hosts->insert(key.host);
            return true;
        });
        return true;
    });
}

// Rows are in the order of hosts, and of the log within one: what was read before is passed over, host by host.
void Reach::add_waiting(ReadTx const& tx, Tables const& tables) {
    std::optional<EntryKey> from{EntryKey{Handle{0}, next_}};
    while (from) {
        auto const first = *from;
        from.reset();
        tables.deliveries.ascend(tx, first, [&](EntryKey const& key, storage::DeliveryRow const&) {
            if (key.seq < next_) {
                from = EntryKey{key.of, next_};
                return false;
            }
            if (auto const entry = tables.log.get(tx, key.seq))
                for (auto* const hosts : told_of(tx, tables, *entry)) hosts->insert(key.of);
            return true;
        });
    }
}

void Reach::read_on(ReadTx const& tx, Tables const& tables) {
    add_receipts(tx, tables);
    add_waiting(tx, tables);
    if (auto const last = tables.log.last_key(tx)) next_ = Seq{static_cast<std::uint64_t>(*last) + 1};
}

std::vector<Handle> Reach::of(Handle actor) const {
    auto const place = hosts_.find(actor);
    if (place == hosts_.end()) return {};
    return {place->second.begin(), place->second.end()};
}

std::vector<Handle> hosts_reached_by(ReadTx const& tx, Tables const& tables, Handle actor) {
    Reach reach{{actor}};
    reach.read_on(tx, tables);
    return reach.of(actor);
}

}  // namespace collegium::server::exporting
