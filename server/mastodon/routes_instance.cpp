#include "server/mastodon/instance.hpp"
#include "server/mastodon/routes.hpp"

namespace collegium::server::mastodon {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,     "/api/v1/instance",                      api, Who::anyone, get_instance_v1},
    {Method::get,     "/api/v2/instance",                      api, Who::anyone, get_instance_v2},
    {Method::get,     "/api/v1/instance/rules",                api, Who::anyone, get_rules},
    {Method::get,     "/api/v1/instance/extended_description", api, Who::anyone, get_extended_description},

    // what we do not have
    {Method::get,     "/api/v1/instance/peers",                api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/instance/activity",             api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/instance/domain_blocks",        api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/custom_emojis",                 api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/directory",                     api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/trends",                        api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/trends/tags",                   api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/trends/statuses",               api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/trends/links",                  api, Who::anyone, get_empty_list},
    {Method::get,     "/api/v1/announcements",                 api, Who::member, get_empty_list},
    {Method::get,     "/api/v1/suggestions",                   api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,     "/api/v2/suggestions",                   api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,     "/api/v1/conversations",                 api, Who::member, get_empty_list, "read:statuses"},
    {Method::get,     "/api/v1/followed_tags",                 api, Who::member, get_empty_list, "read:follows"},
    {Method::get,     "/api/v1/featured_tags",                 api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,     "/api/v1/featured_tags/suggestions",     api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,     "/api/v1/filters",                       api, Who::member, get_empty_list, "read:filters"},
    {Method::get,     "/api/v2/filters",                       api, Who::member, get_empty_list, "read:filters"},
    {Method::get,     "/api/v1/endorsements",                  api, Who::member, get_empty_list, "read:accounts"},
    {Method::get,     "/api/v1/domain_blocks",                 api, Who::member, get_empty_list, "read:blocks"},
    {Method::get,     "/api/v1/push/subscription",             api, Who::member, get_none, "push"},
    {Method::post,    "/api/v1/push/subscription",             api, Who::member, get_none, "push"},
    {Method::put,     "/api/v1/push/subscription",             api, Who::member, get_none, "push"},
    {Method::delete_, "/api/v1/push/subscription",             api, Who::member, get_none, "push"},
};
// clang-format on

}  // namespace

std::span<Route const> instance_routes() noexcept {
    return table;
}

}  // namespace collegium::server::mastodon
