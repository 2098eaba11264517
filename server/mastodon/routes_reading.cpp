#include "server/mastodon/lists.hpp"
#include "server/mastodon/markers.hpp"
#include "server/mastodon/reports.hpp"
#include "server/mastodon/routes.hpp"
#include "server/mastodon/search.hpp"

namespace collegium::server::mastodon {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,     "/api/v1/lists",              api, Who::member, get_lists, "read:lists"},
    {Method::post,    "/api/v1/lists",              api, Who::member, refuse_list_change, "write:lists"},
    {Method::get,     "/api/v1/lists/:id",          api, Who::member, get_list, "read:lists"},
    {Method::put,     "/api/v1/lists/:id",          api, Who::member, refuse_list_change, "write:lists"},
    {Method::delete_, "/api/v1/lists/:id",          api, Who::member, refuse_list_change, "write:lists"},
    {Method::get,     "/api/v1/lists/:id/accounts", api, Who::member, get_list_accounts, "read:lists"},
    {Method::post,    "/api/v1/lists/:id/accounts", api, Who::member, refuse_list_change, "write:lists"},
    {Method::delete_, "/api/v1/lists/:id/accounts", api, Who::member, refuse_list_change, "write:lists"},
    {Method::get,     "/api/v1/search",             api, Who::member, get_search_v1, "read:search"},
    {Method::get,     "/api/v2/search",             api, Who::member, get_search_v2, "read:search"},
    {Method::get,     "/api/v1/markers",            api, Who::member, get_markers, "read:statuses"},
    {Method::post,    "/api/v1/markers",            api, Who::member, post_markers, "write:statuses"},
    {Method::post,    "/api/v1/reports",            api, Who::member, post_report, "write:reports"},
};
// clang-format on

}  // namespace

std::span<Route const> reading_routes() noexcept {
    return table;
}

}  // namespace collegium::server::mastodon
