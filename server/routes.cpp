#include "server/routes.hpp"

#include "server/activitypub/handlers.hpp"
#include "server/pages/handlers.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    // other nodes read
    {Method::get,  "/.well-known/webfinger",  open,           Who::anyone, activitypub::get_webfinger},
    {Method::get,  "/.well-known/nodeinfo",   open,           Who::anyone, activitypub::get_nodeinfo_links},
    {Method::get,  "/.well-known/host-meta",  open,           Who::anyone, activitypub::get_host_meta},
    {Method::get,  "/nodeinfo/:version",      open,           Who::anyone, activitypub::get_nodeinfo},
    {Method::get,  "/partner-card",           open,           Who::anyone, activitypub::get_partner_card},
    {Method::get,  "/site_outbox",            document,       Who::anyone, activitypub::get_site_outbox},
    {Method::get,  "/u/:name/outbox",         document,       Who::anyone, activitypub::get_person_outbox},
    {Method::get,  "/u/:name/followers",      document,       Who::anyone, activitypub::get_person_followers},
    {Method::get,  "/c/:name/outbox",         document,       Who::anyone, activitypub::get_community_outbox},
    {Method::get,  "/c/:name/followers",      document,       Who::anyone, activitypub::get_community_followers},
    {Method::get,  "/c/:name/moderators",     document,       Who::anyone, activitypub::get_moderators},
    {Method::get,  "/c/:name/featured",       document,       Who::anyone, activitypub::get_featured},
    {Method::get,  "/post/:id/context",       document,       Who::anyone, activitypub::get_context},
    {Method::get,  "/post/:id/replies",       document,       Who::anyone, activitypub::get_replies},
    {Method::get,  "/comment/:id/replies",    document,       Who::anyone, activitypub::get_replies},
    {Method::get,  "/activities/:type/:id",   document,       Who::anyone, activitypub::get_activity},

    // other nodes deliver
    {Method::post, "/inbox",                  signed_message, Who::anyone, activitypub::post_inbox},
    {Method::post, "/u/:name/inbox",          signed_message, Who::anyone, activitypub::post_inbox},
    {Method::post, "/c/:name/inbox",          signed_message, Who::anyone, activitypub::post_inbox},

    // both, by what they ask for
    {Method::get,  "/",                       open,           Who::anyone, pages::get_home},
    {Method::get,  "/u/:name",                actor,          Who::anyone, pages::get_person},
    {Method::get,  "/c/:name",                actor,          Who::anyone, pages::get_community},
    {Method::get,  "/post/:id",               both,           Who::anyone, pages::get_post},
    {Method::get,  "/comment/:id",            both,           Who::anyone, pages::get_post},

    // operators
    {Method::get,  "/operator/partners",      open,           Who::operator_, pages::get_partners},
    {Method::post, "/operator/partners",      form,           Who::operator_, pages::post_partners},
    {Method::get,  "/operator/partners/:name", open,          Who::operator_, pages::get_partner},
    {Method::post, "/operator/partners/:name", form,          Who::operator_, pages::post_partner},
    {Method::get,  "/operator/partners/:name/remove", open,   Who::operator_, pages::get_remove_partner},
    {Method::post, "/operator/partners/:name/remove", form,   Who::operator_, pages::post_remove_partner},

    // people
    {Method::get,  "/about/partner-card",     open,           Who::anyone, pages::get_own_card},
    {Method::get,  "/assets/style.css",       open,           Who::anyone, pages::get_style},
    {Method::get,  "/sign-in",                open,           Who::anyone, pages::get_sign_in},
    {Method::post, "/sign-in",                form,           Who::anyone, pages::post_sign_in},
    {Method::post, "/sign-out",               form,           Who::anyone, pages::post_sign_out},
    {Method::post, "/communities/find",       form,           Who::member, pages::post_find_community},
    {Method::post, "/c/:name/join",           form,           Who::member, pages::post_join},
    {Method::post, "/c/:name/leave",          form,           Who::member, pages::post_leave},
    {Method::get,  "/c/:name/ask",            open,           Who::member, pages::get_ask},
    {Method::post, "/c/:name/ask",            form,           Who::member, pages::post_ask},
    {Method::post, "/post/:id/answer",        form,           Who::member, pages::post_answer},
    {Method::get,  "/post/:id/edit",          open,           Who::member, pages::get_edit},
    {Method::post, "/post/:id/edit",          form,           Who::member, pages::post_edit},
    {Method::get,  "/post/:id/delete",        open,           Who::member, pages::get_delete},
    {Method::post, "/post/:id/delete",        form,           Who::member, pages::post_delete},
    {Method::get,  "/comment/:id/edit",       open,           Who::member, pages::get_edit},
    {Method::post, "/comment/:id/edit",       form,           Who::member, pages::post_edit},
    {Method::get,  "/comment/:id/delete",     open,           Who::member, pages::get_delete},
    {Method::post, "/comment/:id/delete",     form,           Who::member, pages::post_delete},
    {Method::post, "/comment/:id/accept",     form,           Who::member, pages::post_accept},
    {Method::post, "/comment/:id/unaccept",   form,           Who::member, pages::post_unaccept},
};
// clang-format on

std::string_view take_segment(std::string_view& path) noexcept {
    auto const slash = path.find('/', 1);
    auto const segment = path.substr(0, slash);
    path.remove_prefix(segment.size());
    return segment;
}

// What the ':' segments matched; nothing if the path does not fit. A segment that cannot be decoded fits nothing.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    std::vector<std::string> names;
    while (!pattern.empty() && !path.empty()) {
        auto const wanted = take_segment(pattern), given = take_segment(path);
        if (!wanted.starts_with("/:")) {
            if (wanted != given) return std::nullopt;
            continue;
        }
        auto name = percent_decoded(given.substr(1), false);
        if (!name || name->empty() || name->find('/') != std::string::npos) return std::nullopt;
        names.push_back(*std::move(name));
    }
    return pattern.empty() && path.empty() ? std::optional{std::move(names)} : std::nullopt;
}

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

Match find_route(Method method, std::string_view path) {
    auto const wanted = method == Method::head ? Method::get : method;
    Match found;
    for (auto const& route : table) {
        auto names = match(route.pattern, path);
        if (!names) continue;
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += route.method == Method::get ? "GET, HEAD" : to_string(route.method);
        if (route.method != wanted) continue;
        found.route = &route;
        found.names = *std::move(names);
        return found;
    }
    return found;
}

}  // namespace collegium::server
