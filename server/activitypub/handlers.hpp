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

// The names in these are for the member's own programs; others read how many follow, and nothing of the rest.
awaitable<Response> get_person_followers(App const& app, Call call);
awaitable<Response> get_person_following(App const& app, Call call);
awaitable<Response> get_person_liked(App const& app, Call call);

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
awaitable<Response> post_notice(App const& app, Call call);

// A partner that nobody can reach fetches what is for it, and answers it.
awaitable<Response> get_mailbox(App const& app, Call call);
awaitable<Response> post_mailbox(App const& app, Call call);

// What this node answers to a request that it fetched itself, as if it had come in by its own door.
awaitable<federation::IncomingResponse> answer_fetched(App const& app, federation::OutgoingRequest request);

// The ActivityPub side of addresses that are pages as well.
Response actor_document(App const& app, Call const& call, storage::Handle actor);
Response object_document(App const& app, Call const& call, std::string_view iri);

// A page that is for everyone, with a link to the inbox for notices; without one while no service is registered.
Response with_inbox_for_notices(App const& app, Response response);

}  // namespace collegium::server::activitypub
