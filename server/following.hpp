// Following: how a member follows somebody or joins a community, from pages and from programs.
#pragma once

#include "server/app.hpp"

namespace collegium::server {

// Done already is as good as done. Refuses not_allowed whoever shut the member out, and a pupil who wants to follow
// anybody at another node: that would leave this one (needs A11); and what perform() refuses.
boost::asio::awaitable<Result<storage::Nothing>> follow(App const& app, storage::Handle member, storage::Handle other);
boost::asio::awaitable<Result<storage::Nothing>> unfollow(
    App const& app, storage::Handle member, storage::Handle other
);

enum class FollowAnswer { let_in, turn_away };

// The member answers somebody who asked to follow them, or no longer wants them as a follower. Refuses not_found if
// they neither follow nor asked to.
boost::asio::awaitable<Result<storage::Nothing>> answer_follower(
    App const& app, storage::Handle member, storage::Handle follower, FollowAnswer answer
);

}  // namespace collegium::server
