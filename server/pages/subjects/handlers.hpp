// Pages of what can be followed without being a community or a person: subjects here and at partners, and what came by
// them.
#pragma once

#include "federation/subjects/reading.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// All subjects here, those that the member follows, and their news; for programs the ids of their actors.
awaitable<Response> get_subjects(App const& app, Call call);
awaitable<Response> post_find_subject(App const& app, Call call);

// One of them, of this node ("about-fractions") or another one ("about-fractions@hillside.example").
awaitable<Response> get_subject(App const& app, Call call);
awaitable<Response> post_follow_subject(App const& app, Call call);
awaitable<Response> post_unfollow_subject(App const& app, Call call);

// What it passed on, and whether this member follows it.
Response offer_page(App const& app, Call const& call, timeline::ActorView const& offer, unsigned status = 200);

}  // namespace collegium::server::pages
