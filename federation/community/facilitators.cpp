#include "federation/community/facilitators.hpp"

#include "federation/community/visibility.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::AccountRecord;
using storage::AccountState;
using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::Ruling;
using storage::Seq;
using storage::Tables;

namespace {

std::optional<AccountRecord> account_of(ReadTx const& tx, Tables const& tables, Handle person) {
    auto const name = tables.account_names.get(tx, person);
    return name ? tables.accounts.get(tx, *name) : std::nullopt;
}

bool can_inherit(ReadTx const& tx, Tables const& tables, Handle person) {
    auto const account = account_of(tx, tables, person);
    return account && account->state == AccountState::active && !account->pupil;
}

std::optional<Handle> oldest_follower(ReadTx const& tx, Tables const& tables, Handle community, Handle leaving) {
    std::optional<Handle> oldest;
    Seq since{};
    auto const look = [&](storage::FollowerKey const& key, storage::FollowRecord const& record) {
        if (key.followed != community) return false;
        bool const earlier = !oldest || record.seq < since;
        if (key.follower == leaving || !earlier || !can_inherit(tx, tables, key.follower)) return true;
        oldest = key.follower;
        since = record.seq;
        return true;
    };
    tables.followers.ascend(tx, {community, Handle{0}, Handle{0}}, look);
    return oldest;
}

std::optional<Handle> some_operator(ReadTx const& tx, Tables const& tables, Handle leaving) {
    std::optional<Handle> found;
    tables.accounts.ascend(tx, "", [&](std::string const&, AccountRecord const& account) {
        bool const runs_node = account.state == AccountState::active && account.roles.has(storage::Role::operator_);
        if (runs_node && account.actor != leaving) found = account.actor;
        return !found;
    });
    return found;
}

}  // namespace

std::vector<Handle> facilitators_of(ReadTx const& tx, Tables const& tables, Handle community) {
    std::vector<std::pair<Seq, Handle>> appointed;
    tables.moderators.ascend(tx, {community, Handle{0}}, [&](Edge const& key, Ruling const& ruling) {
        if (key.of == community) appointed.emplace_back(ruling.seq, key.by);
        return key.of == community;
    });
    std::ranges::sort(appointed);
    std::vector<Handle> people;
    for (auto const& [seq, person] : appointed) people.push_back(person);
    return people;
}

bool can_act(ReadTx const& tx, Tables const& tables, Handle person) {
    auto const actor = tables.actors.get(tx, person);
    if (!actor || actor->gone != Instant{} || is_gone(tx, tables, person)) return false;
    auto const account = account_of(tx, tables, person);
    return !account || account->state != AccountState::closed;
}

bool has_facilitator(ReadTx const& tx, Tables const& tables, Handle community) {
    auto const people = facilitators_of(tx, tables, community);
    return std::ranges::any_of(people, [&](Handle person) { return can_act(tx, tables, person); });
}

std::vector<Handle> communities_run_by(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Handle> found;
    tables.moderators.each(tx, [&](Edge const& key, Ruling const&) {
        auto const community = key.by == person ? tables.actors.get(tx, key.of) : std::nullopt;
        if (community && community->local) found.push_back(key.of);
        return true;
    });
    return found;
}

HandOver hand_over_of(ReadTx const& tx, Tables const& tables, Handle community, Handle leaving) {
    HandOver over{community, std::nullopt, false};
    auto const people = facilitators_of(tx, tables, community);
    bool const others =
        std::ranges::any_of(people, [&](Handle person) { return person != leaving && can_act(tx, tables, person); });
    if (others) return over;
    over.heir = oldest_follower(tx, tables, community, leaving);
    if (!over.heir) over.heir = some_operator(tx, tables, leaving);
    over.orphaned = !over.heir;
    return over;
}

}  // namespace collegium::federation::community
