// The front for people: pages that are whole without a script, and the forms on them.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

awaitable<Response> get_style(App const& app, Call call);

awaitable<Response> get_sign_in(App const& app, Call call);
awaitable<Response> post_sign_in(App const& app, Call call);
awaitable<Response> post_sign_out(App const& app, Call call);

awaitable<Response> get_home(App const& app, Call call);
awaitable<Response> post_find_community(App const& app, Call call);

awaitable<Response> get_person(App const& app, Call call);

awaitable<Response> get_community(App const& app, Call call);
awaitable<Response> post_join(App const& app, Call call);
awaitable<Response> post_leave(App const& app, Call call);

awaitable<Response> get_ask(App const& app, Call call);
awaitable<Response> post_ask(App const& app, Call call);

awaitable<Response> get_post(App const& app, Call call);
awaitable<Response> post_answer(App const& app, Call call);
awaitable<Response> get_edit(App const& app, Call call);
awaitable<Response> post_edit(App const& app, Call call);
awaitable<Response> get_delete(App const& app, Call call);
awaitable<Response> post_delete(App const& app, Call call);
awaitable<Response> post_accept(App const& app, Call call);
awaitable<Response> post_unaccept(App const& app, Call call);

// For operators.
awaitable<Response> get_partners(App const& app, Call call);
awaitable<Response> post_partners(App const& app, Call call);
awaitable<Response> get_partner(App const& app, Call call);
awaitable<Response> post_partner(App const& app, Call call);
awaitable<Response> get_remove_partner(App const& app, Call call);
awaitable<Response> post_remove_partner(App const& app, Call call);

awaitable<Response> get_own_card(App const& app, Call call);

}  // namespace collegium::server::pages
