// RecentActivities: the newest of the log as they were read when they came, so that those who follow it read none of
// them again.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/store.hpp"

#include <map>
#include <mutex>
#include <optional>

namespace collegium::federation {

// From any thread.
class RecentActivities {
public:
    static constexpr std::size_t most = 512;                         // activities
    static constexpr std::size_t most_bytes = std::size_t{4} << 20;  // of their JSON

    // What is about to be logged. A change may be undone, or made again elsewhere in the log: whether it is there is
    // for the log to say. number: of its entry, which no other entry has.
    void keep(storage::Seq seq, storage::LocalId number, Activity const& activity);

    // The activity of that entry; nothing if its words were erased, and then they are forgotten here as well, as soon
    // as somebody asks.
    std::optional<Activity> of(
        storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq, storage::LocalId number
    );

private:
    struct Kept {
        storage::LocalId number{};
        Activity activity;
    };
    using All = std::map<storage::Seq, Kept>;

    std::optional<Activity> find(storage::Seq seq, storage::LocalId number) const;
    void forget(storage::Seq seq);
    void let_go(All::iterator which);

    mutable std::mutex mutex_;  // guards what is below
    All kept_;
    std::size_t bytes_ = 0;
};

}  // namespace collegium::federation
