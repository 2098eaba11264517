// Joining: how members become members of a community and cease to be, and what facilitators decide about that.
#pragma once

#include "server/app.hpp"

namespace collegium::server::communities {

// How a member stands to a community.
struct Standing {
    std::optional<storage::MembershipState> membership;
    std::optional<storage::FollowState> follow;
    bool keeps_roll = false;  // of members, apart from who follows
};

Standing standing_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, storage::Handle person
);

// Asks to be a member where a roll is kept, and follows. reason: plain text, may be empty. Refuses what the rules and
// follow() refuse.
boost::asio::awaitable<Result<storage::Nothing>> join(
    App const& app, storage::Handle member, storage::Handle community, std::string reason
);

// Neither a member nor a follower any more. Done already is as good as done.
boost::asio::awaitable<Result<storage::Nothing>> leave(
    App const& app, storage::Handle member, storage::Handle community
);

// Refuses not_found without an invitation that stands.
boost::asio::awaitable<Result<storage::Nothing>> answer_invitation(
    App const& app, storage::Handle member, storage::Handle community, bool accepted
);

enum class RollDecision { let_in, turn_down, invite, dismiss };

// What somebody who may run the community decides. until: of a membership; 1970 for no end. Refuses not_found where
// nobody waits, and what the rules refuse.
boost::asio::awaitable<Result<storage::Nothing>> decide_about(
    App const& app,
    storage::Handle community,
    storage::Handle member,
    storage::Handle person,
    RollDecision decision,
    Instant until
);

// Somebody becomes a member at once by the word of `inviter`, who may run the community: invited, and accepted in the
// same breath. A member already is as good as done. Refuses what the rules and follow() refuse.
boost::asio::awaitable<Result<storage::Nothing>> bring_in(
    App const& app, storage::Handle community, storage::Handle inviter, storage::Handle person
);

// Ends the memberships in communities of this node whose term is over.
boost::asio::awaitable<void> end_terms(App const& app);

}  // namespace collegium::server::communities
