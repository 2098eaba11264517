// The pages of events: a community's calendar, one event, and the feeds that calendars subscribe to.
#pragma once

#include "server/pages/events/capturing.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

awaitable<Response> get_events(App const& app, Call call);
awaitable<Response> get_new_event(App const& app, Call call);
awaitable<Response> post_new_event(App const& app, Call call);

// The page of an event that this reader may see. problems: with what was sent from its form for what came up.
awaitable<Response> event_page(
    App const& app,
    Call const& call,
    federation::events::EventView const& event,
    CaptureProblems const& problems,
    unsigned status
);
awaitable<Response> post_capture(App const& app, Call call);
awaitable<Response> post_attend(App const& app, Call call);

// For whoever announced it.
awaitable<Response> get_change_event(App const& app, Call call);
awaitable<Response> post_change_event(App const& app, Call call);
awaitable<Response> post_cancel_event(App const& app, Call call);

// Of a community, what is for everyone; of a member, by an address that only they know.
awaitable<Response> get_community_feed(App const& app, Call call);
awaitable<Response> get_member_feed(App const& app, Call call);

// "/calendar/ada/<64 hex digits>"; empty without an account.
std::string member_feed_path(App const& app, Call const& call);

}  // namespace collegium::server::pages
