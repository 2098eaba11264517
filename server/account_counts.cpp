#include "server/account_counts.hpp"

#include "federation/community/holding.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/visibility.hpp"

namespace collegium::server {

using storage::FollowState;
using storage::Handle;

namespace {

using federation::community::is_pupil;
using storage::Audience;

constexpr std::uint64_t small = 200;         // of all together
constexpr std::uint64_t few_people = 1'000;  // are counted each minute
constexpr std::size_t most_kept = 10'000;

bool counts(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    ToldTo reader,
    Handle work,
    storage::ObjectRecord const& record
) {
    if (!federation::community::is_settled(tx, tables, work, record) || tables.hidden.contains(tx, work)) return false;
    if (reader == ToldTo::strangers) return federation::community::is_meant_for(tx, tables, {}, work, record);
    auto const audience = record.audience;
    return audience == Audience::everyone || audience == Audience::quiet || audience == Audience::community ||
           audience == Audience::here || audience == Audience::partners;
}

void count_people(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, ToldTo reader, AccountCount& count
) {
    count.followers = count.following = 0;
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
}

// Adds what is newer than the newest that was counted.
void count_works(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, ToldTo reader, AccountCount& count
) {
    tables.works.ascend(tx, {actor, count.newest}, [&, last = count.newest](auto const& key, Handle work) {
        if (key.under != actor) return false;
        auto const record = key.number == last ? std::nullopt : tables.objects.get(tx, work);
        if (!record || !counts(tx, tables, reader, work, *record)) return true;
        ++count.statuses;
        count.newest = key.number;
        return true;
    });
}

}  // namespace

std::optional<AccountCounts::Kept> AccountCounts::find(Whose const& whose) {
    std::lock_guard const lock{mutex_};
    auto const found = kept_.find(whose);
    return found == kept_.end() ? std::nullopt : std::optional{found->second};
}

void AccountCounts::keep(Whose const& whose, Kept const& kept) {
    std::lock_guard const lock{mutex_};
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[whose] = kept;
}

AccountCount AccountCounts::of(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle actor, ToldTo reader, Instant now
) {
    auto const known = find({actor, reader});
    if (known && known->snapshot == tx.number()) return known->count;  // nothing was written since
    bool const few = known && known->count.followers + known->count.following + known->count.statuses < small;
    if (known && !few && now - known->at < std::chrono::minutes{1}) return known->count;
    auto const whole_for = few ? std::chrono::minutes{1} : std::chrono::hours{1};
    bool const anew = !known || now - known->whole_at >= whole_for;
    auto fresh = anew ? Kept{{}, 0, now, now} : *known;
    fresh.snapshot = tx.number();
    fresh.at = now;
    count_works(tx, tables, actor, reader, fresh.count);
    if (anew || fresh.count.followers + fresh.count.following < few_people)
        count_people(tx, tables, actor, reader, fresh.count);
    keep({actor, reader}, fresh);
    return fresh.count;
}

}  // namespace collegium::server
