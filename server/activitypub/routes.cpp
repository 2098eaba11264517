#include "server/activitypub/handlers.hpp"
#include "server/fronts.hpp"

namespace collegium::server::activitypub {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    // other nodes read
    {Method::get,  "/.well-known/webfinger",  open,           Who::anyone, get_webfinger},
    {Method::get,  "/.well-known/nodeinfo",   open,           Who::anyone, get_nodeinfo_links},
    {Method::get,  "/.well-known/host-meta",  open,           Who::anyone, get_host_meta},
    {Method::get,  "/nodeinfo/:version",      open,           Who::anyone, get_nodeinfo},
    {Method::get,  "/partner-card",           open,           Who::anyone, get_partner_card},
    {Method::get,  "/site_outbox",            document,       Who::anyone, get_site_outbox},
    {Method::get,  "/u/:name/outbox",         document,       Who::anyone, get_person_outbox},
    {Method::get,  "/u/:name/followers",      document,       Who::anyone, get_person_followers},
    {Method::get,  "/u/:name/following",      document,       Who::anyone, get_person_following},
    {Method::get,  "/u/:name/liked",          document,       Who::anyone, get_person_liked},
    {Method::get,  "/c/:name/outbox",         document,       Who::anyone, get_community_outbox},
    {Method::get,  "/c/:name/followers",      document,       Who::anyone, get_community_followers},
    {Method::get,  "/c/:name/moderators",     document,       Who::anyone, get_moderators},
    {Method::get,  "/c/:name/featured",       document,       Who::anyone, get_featured},
    {Method::get,  "/post/:id/context",       document,       Who::anyone, get_context},
    {Method::get,  "/post/:id/replies",       document,       Who::anyone, get_replies},
    {Method::get,  "/comment/:id/replies",    document,       Who::anyone, get_replies},
    {Method::get,  "/activities/:type/:id",   document,       Who::anyone, get_activity},
    {Method::get,  "/guides/copy",            document,       Who::anyone, get_guide_copy},
    {Method::get,  "/directory/digest",       document,       Who::anyone, get_directory_digest},
    {Method::get,  "/directory/listings",     document,       Who::anyone, get_directory_listings},

    // partners that nobody can reach fetch what is for them, and answer it
    {Method::get,  "/mailbox",                open,           Who::anyone, get_mailbox},
    {Method::post, "/mailbox",                signed_message, Who::anyone, post_mailbox},

    // other nodes deliver
    {Method::post, "/inbox",                  signed_message, Who::anyone, post_inbox},
    {Method::post, "/u/:name/inbox",          signed_message, Who::anyone, post_inbox},
    {Method::post, "/c/:name/inbox",          signed_message, Who::anyone, post_inbox},

    // services outside tell
    {Method::post, "/ldn/inbox",              notice,         Who::anyone, post_notice},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::activitypub
