// The pages of partner lists: the list of a network of ours, and those of others that our operator reads.
#pragma once

#include "server/app.hpp"

namespace collegium::server::pages {

// A page for everybody, with forms for the network's facilitators; the signed list for those who ask for ActivityPub.
boost::asio::awaitable<Response> get_partner_list(App const& app, Call call);
boost::asio::awaitable<Response> post_partner_list(App const& app, Call call);

// For operators.
boost::asio::awaitable<Response> get_partner_lists(App const& app, Call call);
boost::asio::awaitable<Response> post_partner_lists(App const& app, Call call);

}  // namespace collegium::server::pages
