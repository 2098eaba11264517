// The front for programs that want what only Collegium has, beside the Mastodon API: kinds, accepted answers,
// endorsements, adoptions, communities, partners. server/assets/collegium-openapi.json describes every address for those who write
// such programs; a test holds the two together.
#pragma once

#include "server/app.hpp"

namespace collegium::server::extension {

using boost::asio::awaitable;

awaitable<Response> get_description(App const& app, Call call);

awaitable<Response> get_kinds(App const& app, Call call);
awaitable<Response> get_thing(App const& app, Call call);

// What has become of a guide in the schools that use it. 404 for what is no guide.
awaitable<Response> get_adoptions(App const& app, Call call);

// Done already is as good as done. All answer with the thing as it is then.
awaitable<Response> post_accept(App const& app, Call call);
awaitable<Response> delete_accept(App const& app, Call call);
awaitable<Response> post_endorsement(App const& app, Call call);
awaitable<Response> delete_endorsement(App const& app, Call call);
awaitable<Response> post_support(App const& app, Call call);
awaitable<Response> delete_support(App const& app, Call call);
awaitable<Response> post_take_up(App const& app, Call call);

// Of this node; for members also those of others that they joined.
awaitable<Response> get_communities(App const& app, Call call);
awaitable<Response> get_community(App const& app, Call call);

awaitable<Response> get_partners(App const& app, Call call);
awaitable<Response> get_partner(App const& app, Call call);
awaitable<Response> post_pause(App const& app, Call call);
awaitable<Response> post_resume(App const& app, Call call);

}  // namespace collegium::server::extension
