// The front for other nodes: inboxes, documents, and what they look up.
#pragma once

#include "server/app.hpp"

namespace collegium::server::activitypub {

using boost::asio::awaitable;

awaitable<Response> get_webfinger(App const& app, Call call);
awaitable<Response> get_nodeinfo_links(App const& app, Call call);
awaitable<Response> get_nodeinfo(App const& app, Call call);
awaitable<Response> get_host_meta(App const& app, Call call);

awaitable<Response> get_partner_card(App const& app, Call call);
awaitable<Response> get_site_outbox(App const& app, Call call);
awaitable<Response> get_person_outbox(App const& app, Call call);
awaitable<Response> get_person_followers(App const& app, Call call);
awaitable<Response> get_community_outbox(App const& app, Call call);
awaitable<Response> get_community_followers(App const& app, Call call);
awaitable<Response> get_moderators(App const& app, Call call);
awaitable<Response> get_featured(App const& app, Call call);
awaitable<Response> get_context(App const& app, Call call);
awaitable<Response> get_replies(App const& app, Call call);
awaitable<Response> get_activity(App const& app, Call call);
awaitable<Response> get_guide_copy(App const& app, Call call);
awaitable<Response> get_directory_digest(App const& app, Call call);
awaitable<Response> get_directory_listings(App const& app, Call call);

awaitable<Response> post_inbox(App const& app, Call call);

// The ActivityPub side of addresses that are pages as well.
Response actor_document(App const& app, Call const& call, storage::Handle actor);
Response object_document(App const& app, Call const& call, std::string_view iri);

}  // namespace collegium::server::activitypub
