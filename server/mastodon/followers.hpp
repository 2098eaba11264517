// Who follows whom, for lists that clients page through.
#pragma once

#include "server/mastodon/paging.hpp"
#include "server/mastodon/view.hpp"

namespace collegium::server::mastodon {

// Those who asked to follow somebody and wait for an answer, newest account first, at most 200.
std::vector<storage::Handle> pending_followers(View const& view, storage::Handle actor);

// Those who follow somebody, or a community, and are shown to this reader; at most 2000 are looked at.
std::vector<storage::Handle> followers_of(View const& view, storage::Handle actor);

// Those whom somebody follows.
std::vector<storage::Handle> followed_by(View const& view, storage::Handle actor);

// How somebody follows somebody; nothing if they do not.
std::optional<storage::FollowState> follow_state(View const& view, storage::Handle follower, storage::Handle followed);

// The communities that somebody joined.
std::vector<storage::Handle> joined_communities(View const& view, storage::Handle member);

}  // namespace collegium::server::mastodon
