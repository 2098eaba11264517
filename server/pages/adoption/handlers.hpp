// The pages of adoptions, and of the tools that schools measure with.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// What a school says of its use of a guide. The research lead records it for the school.
awaitable<Response> get_adopt(App const& app, Call call);
awaitable<Response> post_adopt(App const& app, Call call);
awaitable<Response> get_change_adoption(App const& app, Call call);
awaitable<Response> post_change_adoption(App const& app, Call call);
awaitable<Response> get_measure(App const& app, Call call);
awaitable<Response> post_measure(App const& app, Call call);
awaitable<Response> get_withdraw_adoption(App const& app, Call call);
awaitable<Response> post_withdraw_adoption(App const& app, Call call);

// Lists: what happened with a guide in schools, and what our school adopted.
awaitable<Response> get_adoptions(App const& app, Call call);
awaitable<Response> get_own_adoptions(App const& app, Call call);

// Where an adoption is read among those of its guide; empty: the thing is none.
std::string story_path(App const& app, Call const& call, timeline::PostView const& post);

// Tools for measuring. post: one that this reader may see; the address may name one of its versions ("version").
awaitable<Response> instrument_page(App const& app, Call const& call, timeline::PostView const& post);
awaitable<Response> get_instruments(App const& app, Call call);
awaitable<Response> get_write_instrument(App const& app, Call call);
awaitable<Response> post_write_instrument(App const& app, Call call);
awaitable<Response> get_change_instrument(App const& app, Call call);
awaitable<Response> post_change_instrument(App const& app, Call call);

}  // namespace collegium::server::pages
