#include "server/extension/handlers.hpp"
#include "server/fronts.hpp"

namespace collegium::server::extension {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,     "/api/collegium/v1/openapi.json",           api, Who::anyone,    get_description},
    {Method::get,     "/api/collegium/v1/kinds",                  api, Who::anyone,    get_kinds},
    {Method::get,     "/api/collegium/v1/things/:id",             api, Who::anyone,    get_thing,          "read:statuses"},
    {Method::get,     "/api/collegium/v1/things/:id/adoptions",   api, Who::anyone,    get_adoptions,      "read:statuses"},
    {Method::post,    "/api/collegium/v1/answers/:id/accept",     api, Who::member,    post_accept,        "write:statuses"},
    {Method::delete_, "/api/collegium/v1/answers/:id/accept",     api, Who::member,    delete_accept,      "write:statuses"},
    {Method::post,    "/api/collegium/v1/things/:id/endorsements", api, Who::member,   post_endorsement,   "write:favourites"},
    {Method::delete_, "/api/collegium/v1/things/:id/endorsements/:kind", api, Who::member, delete_endorsement, "write:favourites"},
    {Method::post,    "/api/collegium/v1/questions/:id/support",   api, Who::member,    post_support,       "write:favourites"},
    {Method::delete_, "/api/collegium/v1/questions/:id/support",   api, Who::member,    delete_support,     "write:favourites"},
    {Method::post,    "/api/collegium/v1/questions/:id/take-up",   api, Who::member,    post_take_up,       "write:statuses"},
    {Method::get,     "/api/collegium/v1/communities",            api, Who::anyone,    get_communities,    "read:follows"},
    {Method::get,     "/api/collegium/v1/communities/:id",        api, Who::anyone,    get_community,      "read:follows"},
    {Method::get,     "/api/collegium/v1/partners",               api, Who::operator_, get_partners,       "admin:partners"},
    {Method::get,     "/api/collegium/v1/partners/:host",         api, Who::operator_, get_partner,        "admin:partners"},
    {Method::post,    "/api/collegium/v1/partners/:host/pause",   api, Who::operator_, post_pause,         "admin:partners"},
    {Method::post,    "/api/collegium/v1/partners/:host/resume",  api, Who::operator_, post_resume,        "admin:partners"},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::extension
