#include "server/account_counts.hpp"

#include "federation/community/pupils.hpp"

namespace collegium::server {

using storage::FollowState;
using storage::Handle;

namespace {

using federation::community::is_pupil;
using storage::Audience;

bool counts(ToldTo reader, Audience audience) {
    bool const open = audience == Audience::everyone || audience == Audience::quiet;
    bool const among_members =
        audience == Audience::community || audience == Audience::here || audience == Audience::partners;
    return open || (reader == ToldTo::members && among_members);
}

AccountCount counted(storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, ToldTo reader) {
    AccountCount count;
    auto const is_told = [&](Handle person) { return reader == ToldTo::members || !is_pupil(tx, tables, person); };
    tables.followers.ascend(tx, {actor, Handle{0}, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.followed != actor) return false;
        if (record.state == FollowState::accepted && is_told(key.follower)) ++count.followers;
        return true;
    });
    tables.following.ascend(tx, {actor, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.of != actor) return false;
        if (record.state == FollowState::accepted && is_told(key.by)) ++count.following;
        return true;
    });
    tables.works.ascend(tx, {actor, storage::LocalId{0}}, [&](auto const& key, Handle work) {
        if (key.under != actor) return false;
        auto const record = tables.objects.get(tx, work);
        if (!record || !counts(reader, record->audience)) return true;
        ++count.statuses;
        count.newest = key.number;
        return true;
    });
    return count;
}

}  // namespace

AccountCount AccountCounts::of(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, ToldTo reader, Instant now
) {
    {
        std::lock_guard const lock{mutex_};
        auto const found = kept_.find({actor, reader});
        if (found != kept_.end() && now - found->second.at < std::chrono::minutes{1}) return found->second.count;
    }
    auto const count = counted(tx, tables, actor, reader);
    if (count.followers + count.following + count.statuses < small) return count;
    std::lock_guard const lock{mutex_};
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[{actor, reader}] = {count, now};
    return count;
}

}  // namespace collegium::server
