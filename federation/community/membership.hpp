// Membership: who follows whom, seen from both ends.
#pragma once

#include "federation/rules.hpp"

namespace collegium::federation::community {

void put_follow(
    rules::Context const& context,
    storage::Handle followed,
    storage::Handle follower,
    storage::FollowRecord const& record
);

// False if there was none.
bool erase_follow(rules::Context const& context, storage::Handle followed, storage::Handle follower);

// Whom somebody follows, and who follows somebody.
std::vector<storage::Handle> followed_by(rules::Context const& context, storage::Handle follower);
std::vector<storage::Handle> followers_of(rules::Context const& context, storage::Handle followed);

// Somebody of this node follows them, and was let in.
bool is_followed_here(rules::Context const& context, storage::Handle followed);

struct FollowEdge {
    storage::Handle followed;
    storage::Handle follower;
};

// The Follow that an Accept or a Reject is about, named by its id or there whole. Refuses foreign unless the actor is
// the one who was followed, and unconcerned if nobody knows such a Follow.
Result<FollowEdge> follow_in_question(rules::Context const& context);

}  // namespace collegium::federation::community
