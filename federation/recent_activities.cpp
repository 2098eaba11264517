#include "federation/recent_activities.hpp"

#include "federation/logged.hpp"

namespace collegium::federation {

using storage::LocalId;
using storage::Seq;

void RecentActivities::keep(Seq seq, LocalId number, Activity const& activity) {
    std::lock_guard const lock{mutex_};
    if (auto const before = kept_.find(seq); before != kept_.end()) let_go(before);
    if (activity.bytes().size() > most_bytes / 4) return;
    bytes_ += activity.bytes().size();
    kept_.emplace(seq, Kept{number, activity});
    // Those who follow are at nearly the same place: the oldest are needed least.
    while (kept_.size() > most || bytes_ > most_bytes) let_go(kept_.begin());
}

std::optional<Activity> RecentActivities::of(
    storage::ReadTx const& tx, storage::Tables const& tables, Seq seq, LocalId number
) {
    if (auto known = find(seq, number)) {
        if (tables.flesh.contains(tx, seq)) return known;
        forget(seq);
        return std::nullopt;
    }
    auto activity = logged_activity(tx, tables, seq);
    if (activity) keep(seq, number, *activity);
    return activity;
}

std::optional<Activity> RecentActivities::find(Seq seq, LocalId number) const {
    std::lock_guard const lock{mutex_};
    auto const known = kept_.find(seq);
    if (known == kept_.end() || known->second.number != number) return std::nullopt;
    return known->second.activity;
}

void RecentActivities::forget(Seq seq) {
    std::lock_guard const lock{mutex_};
    if (auto const known = kept_.find(seq); known != kept_.end()) let_go(known);
}

void RecentActivities::let_go(All::iterator which) {
    bytes_ -= which->second.activity.bytes().size();
    kept_.erase(which);
}

}  // namespace collegium::federation
