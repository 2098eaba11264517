#include "server/export/disclosures.hpp"

#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <map>

namespace collegium::server::exporting {

using federation::Verb;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

std::string_view state_of(storage::Outcome outcome) {
    return outcome == storage::Outcome::delivered ? "delivered" : "refused";
}

class Ledger {
public:
    Ledger(ReadTx const& tx, Tables const& tables, std::set<Handle> const& voices)
        : tx_{tx}, tables_{tables}, voices_{voices} {}

    std::vector<Disclosure> run() {
        find_waiting();
        tables_.log.each(tx_, [&](Seq seq, storage::LogEntry const& entry) {
            if (!entry.local) return true;
            auto const verb = static_cast<Verb>(entry.verb);
            if (voices_.contains(entry.actor))
                note_act(seq, entry);
            else if (verb == Verb::announce && entry.object != Handle{0})
                note_passed_on(seq, storage::iri_of(tx_, tables_, entry.object));
            return true;
        });
        return std::move(found_);
    }

private:
    // Queued for a host, and not there yet.
    void find_waiting() {
        tables_.deliveries.each(tx_, [&](storage::EntryKey const& key, storage::DeliveryRow const& row) {
            if (voices_.contains(row.sender) || voices_.contains(row.order)) waiting_.emplace(key.seq, key.of);
            return true;
        });
    }

    void note_act(Seq seq, storage::LogEntry const& entry) {
        auto& act = found_.emplace_back();
        act.seq = seq;
        act.verb = static_cast<Verb>(entry.verb);
        act.at = entry.received;
        add_receivers(act, seq);
        auto const activity = federation::logged_activity(tx_, tables_, seq);
        if (!activity) return;
        places_[activity->id().text()] = found_.size() - 1;
        if (act.verb == Verb::create) places_[activity->object_id()] = found_.size() - 1;
    }

    void note_passed_on(Seq seq, std::string const& what) {
        auto const place = places_.find(what);
        if (place != places_.end()) add_receivers(found_[place->second], seq);
    }

    void add_receivers(Disclosure& act, Seq seq) const {
        tables_.receipts.ascend(tx_, {seq, Handle{0}}, [&](storage::ReceiptKey const& key, auto const& receipt) {
            if (key.seq != seq) return false;
            act.receivers.push_back({key.host, state_of(receipt.outcome), receipt.at});
            return true;
        });
        auto const [first, last] = waiting_.equal_range(seq);
        for (auto each = first; each != last; ++each) act.receivers.push_back({each->second, "waiting", {}});
    }

    ReadTx const& tx_;
    Tables const& tables_;
    std::set<Handle> const& voices_;
    std::multimap<Seq, Handle> waiting_;
    std::vector<Disclosure> found_;
    std::map<std::string, std::size_t> places_;  // id of an act, or of what it made => where it is in found_
};

}  // namespace

std::set<Handle> voices_of(ReadTx const& tx, Tables const& tables, Handle person) {
    std::set<Handle> voices{person};
    tables.pen_names.each(tx, [&](Handle actor, storage::PenNameRecord const& pen_name) {
        if (pen_name.person == person) voices.insert(actor);
        return true;
    });
    return voices;
}

std::vector<Disclosure> disclosures_of(ReadTx const& tx, Tables const& tables, std::set<Handle> const& voices) {
    return Ledger{tx, tables, voices}.run();
}

}  // namespace collegium::server::exporting
