#include "server/account_counts.hpp"

namespace collegium::server {

using storage::FollowState;
using storage::Handle;

namespace {

AccountCount counted(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor) {
    AccountCount count;
    tables.followers.ascend(tx, {actor, Handle{0}, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.followed != actor) return false;
        if (record.state == FollowState::accepted) ++count.followers;
        return true;
    });
    tables.following.ascend(tx, {actor, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.of != actor) return false;
        if (record.state == FollowState::accepted) ++count.following;
        return true;
    });
    tables.works.ascend(tx, {actor, storage::LocalId{0}}, [&](auto const& key, Handle) {
        if (key.under != actor) return false;
        ++count.statuses;
        count.newest = key.number;
        return true;
    });
    return count;
}

}  // namespace

AccountCount AccountCounts::of(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, Instant now) {
    {
        std::lock_guard const lock{mutex_};
        auto const found = kept_.find(actor);
        if (found != kept_.end() && now - found->second.at < std::chrono::minutes{1}) return found->second.count;
    }
    auto const count = counted(tx, tables, actor);
    if (count.followers + count.following + count.statuses < small) return count;
    std::lock_guard const lock{mutex_};
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[actor] = {count, now};
    return count;
}

}  // namespace collegium::server
