// The pages of reviews: asking for them, answering, writing them, and what is made of them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// Requests: of a guide, and all that a member has to do with.
awaitable<Response> get_ask_review(App const& app, Call call);
awaitable<Response> post_ask_review(App const& app, Call call);
awaitable<Response> get_review_requests(App const& app, Call call);
awaitable<Response> get_review_request(App const& app, Call call);
awaitable<Response> get_request_calendar(App const& app, Call call);  // its day, for calendars
awaitable<Response> post_answer_request(App const& app, Call call);
awaitable<Response> post_withdraw_request(App const& app, Call call);

// What somebody handed in to be published under a pen name.
awaitable<Response> post_withdraw_hand_in(App const& app, Call call);

// Writing a review of one version of a guide, and changing it.
awaitable<Response> get_write_review(App const& app, Call call);
awaitable<Response> post_write_review(App const& app, Call call);

// What the guide's author replies, what facilitators decide, and what its reviewer takes back.
awaitable<Response> get_reply_to_review(App const& app, Call call);
awaitable<Response> post_reply_to_review(App const& app, Call call);
awaitable<Response> get_override_conflict(App const& app, Call call);
awaitable<Response> post_override_conflict(App const& app, Call call);
awaitable<Response> post_withdraw_override(App const& app, Call call);
awaitable<Response> get_withdraw_review(App const& app, Call call);
awaitable<Response> post_withdraw_review(App const& app, Call call);

// When a guide of a community is called reviewed, for its facilitators.
awaitable<Response> get_gate_rule(App const& app, Call call);
awaitable<Response> post_gate_rule(App const& app, Call call);

}  // namespace collegium::server::pages
