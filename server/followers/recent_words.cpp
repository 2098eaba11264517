#include "server/followers/recent_words.hpp"

#include "federation/logged.hpp"

namespace collegium::server {

using storage::Seq;

std::optional<federation::Activity> RecentWords::of(storage::ReadTx const& tx, storage::Tables const& tables, Seq seq) {
    if (auto const known = kept_.find(seq); known != kept_.end()) {
        if (tables.flesh.contains(tx, seq)) return known->second;
        forget(known);
    }
    auto activity = federation::logged_activity(tx, tables, seq);
    if (activity) keep(seq, *activity);
    return activity;
}

// Those who follow are at nearly the same place: the oldest are needed least.
void RecentWords::keep(Seq seq, federation::Activity const& activity) {
    if (activity.bytes().size() > most_bytes / 4) return;
    bytes_ += activity.bytes().size();
    kept_.emplace(seq, activity);
    while (kept_.size() > most || bytes_ > most_bytes) forget(kept_.begin());
}

void RecentWords::forget(std::map<Seq, federation::Activity>::iterator which) {
    bytes_ -= which->second.bytes().size();
    kept_.erase(which);
}

}  // namespace collegium::server
