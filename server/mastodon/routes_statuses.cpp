#include "server/mastodon/polls.hpp"
#include "server/mastodon/routes.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/mastodon/status_handlers.hpp"

namespace collegium::server::mastodon {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    // reading
    {Method::get,     "/api/v1/statuses",                     api, Who::anyone, get_statuses,          "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id",                 api, Who::anyone, get_status,            "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id/context",         api, Who::anyone, get_status_context,    "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id/source",          api, Who::member, get_status_source,     "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id/history",         api, Who::anyone, get_status_history,    "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id/reblogged_by",    api, Who::anyone, get_reblogged_by,      "read:statuses"},
    {Method::get,     "/api/v1/statuses/:id/favourited_by",   api, Who::anyone, get_favourited_by,     "read:statuses"},

    // writing
    {Method::post,    "/api/v1/statuses",                     api, Who::member, post_status,           "write:statuses"},
    {Method::put,     "/api/v1/statuses/:id",                 api, Who::member, put_status,            "write:statuses"},
    {Method::delete_, "/api/v1/statuses/:id",                 api, Who::member, delete_status,         "write:statuses"},

    // polls
    {Method::get,     "/api/v1/polls/:id",                    api, Who::anyone, get_poll,              "read:statuses"},
    {Method::post,    "/api/v1/polls/:id/votes",              api, Who::member, post_poll_votes,       "write:statuses"},

    // later
    {Method::get,     "/api/v1/scheduled_statuses",           api, Who::member, get_scheduled_list,    "read:statuses"},
    {Method::get,     "/api/v1/scheduled_statuses/:id",       api, Who::member, get_scheduled,         "read:statuses"},
    {Method::put,     "/api/v1/scheduled_statuses/:id",       api, Who::member, put_scheduled_time,    "write:statuses"},
    {Method::delete_, "/api/v1/scheduled_statuses/:id",       api, Who::member, delete_scheduled,      "write:statuses"},

    // what a member thinks of a status, and keeps of it
    {Method::post,    "/api/v1/statuses/:id/favourite",       api, Who::member, post_favourite,        "write:favourites"},
    {Method::post,    "/api/v1/statuses/:id/unfavourite",     api, Who::member, post_unfavourite,      "write:favourites"},
    {Method::post,    "/api/v1/statuses/:id/reblog",          api, Who::member, post_reblog,           "write:statuses"},
    {Method::post,    "/api/v1/statuses/:id/unreblog",        api, Who::member, post_unreblog,         "write:statuses"},
    {Method::post,    "/api/v1/statuses/:id/bookmark",        api, Who::member, post_bookmark,         "write:bookmarks"},
    {Method::post,    "/api/v1/statuses/:id/unbookmark",      api, Who::member, post_unbookmark,       "write:bookmarks"},
    {Method::post,    "/api/v1/statuses/:id/pin",             api, Who::member, post_pin,              "write:accounts"},
    {Method::post,    "/api/v1/statuses/:id/unpin",           api, Who::member, post_unpin,            "write:accounts"},
    {Method::post,    "/api/v1/statuses/:id/mute",            api, Who::member, post_mute_thread,      "write:mutes"},
    {Method::post,    "/api/v1/statuses/:id/unmute",          api, Who::member, post_unmute_thread,    "write:mutes"},

    // lists
    {Method::get,     "/api/v1/timelines/home",               api, Who::member, get_home_timeline,     "read:statuses"},
    {Method::get,     "/api/v1/timelines/public",             api, Who::member, get_public_timeline,   "read:statuses"},
    {Method::get,     "/api/v1/timelines/tag/:name",          api, Who::member, get_tag_timeline,      "read:statuses"},
    {Method::get,     "/api/v1/timelines/list/:id",           api, Who::member, get_list_timeline,     "read:lists"},
    {Method::get,     "/api/v1/accounts/:id/statuses",        api, Who::anyone, get_account_statuses,  "read:statuses"},
    {Method::get,     "/api/v1/bookmarks",                    api, Who::member, get_bookmarks,         "read:bookmarks"},
    {Method::get,     "/api/v1/favourites",                   api, Who::member, get_favourites,        "read:favourites"},
};
// clang-format on

}  // namespace

std::span<Route const> status_routes() noexcept {
    return table;
}

}  // namespace collegium::server::mastodon
