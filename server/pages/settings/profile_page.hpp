// The page on which members say who they are, for the forms that stand on it.
#pragma once

#include "server/app.hpp"
#include "server/members/profile.hpp"

namespace collegium::server::pages {

members::Profile kept_profile(App const& app, Call const& call);

Response profile_page(
    App const& app,
    Call const& call,
    members::Profile const& profile,
    std::vector<members::ProfileProblem> const& problems,
    unsigned status
);

boost::asio::awaitable<Response> post_profile_pictures(App const& app, Call call);

}  // namespace collegium::server::pages
