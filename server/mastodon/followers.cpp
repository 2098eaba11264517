#include "server/mastodon/followers.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::FollowState;
using storage::Handle;

namespace {

constexpr std::size_t most_pending = 200;
constexpr std::size_t most_followers = 2000;

// Whoever is newest here comes first: ids in lists go down.
std::vector<Handle> followers_in(View const& view, Handle actor, FollowState state, std::size_t most) {
    std::vector<Handle> found;
    std::size_t left = most_followers;
    view.tables.followers.ascend(view.tx, {actor, Handle{0}, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.followed != actor || left-- == 0) return false;
        if (record.state == state && is_shown_to(view, key.follower)) found.push_back(key.follower);
        return found.size() < most;
    });
    std::ranges::sort(found, std::greater{});
    return found;
}

}  // namespace

std::vector<Handle> pending_followers(View const& view, Handle actor) {
    return followers_in(view, actor, FollowState::pending, most_pending);
}

std::vector<Handle> followers_of(View const& view, Handle actor) {
    return followers_in(view, actor, FollowState::accepted, most_followers);
}

std::vector<Handle> followed_by(View const& view, Handle actor) {
    std::vector<Handle> found;
    view.tables.following.ascend(view.tx, {actor, Handle{0}}, [&](auto const& key, auto const& record) {
        if (key.of != actor) return false;
        if (record.state == FollowState::accepted && is_shown_to(view, key.by)) found.push_back(key.by);
        return found.size() < most_followers;
    });
    std::ranges::sort(found, std::greater{});
    return found;
}

std::optional<FollowState> follow_state(View const& view, Handle follower, Handle followed) {
    auto const record = view.tables.following.get(view.tx, {follower, followed});
    return record ? std::optional{record->state} : std::nullopt;
}

std::vector<Handle> joined_communities(View const& view, Handle member) {
    auto found = followed_by(view, member);
    std::erase_if(found, [&](Handle each) {
        auto const record = view.tables.actors.get(view.tx, each);
        return !record || record->type != storage::ActorType::group;
    });
    return found;
}

}  // namespace collegium::server::mastodon
