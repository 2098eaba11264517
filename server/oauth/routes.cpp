#include "server/fronts.hpp"
#include "server/oauth/handlers.hpp"

namespace collegium::server::oauth {

namespace {

using enum Door;

// clang-format off
constexpr Route table[] = {
    // programs find the rest, and become known
    {Method::get,  "/.well-known/oauth-authorization-server", open, Who::anyone, get_server_metadata},
    {Method::get,  "/.well-known/oauth-protected-resource", open, Who::anyone, get_resource_metadata},
    {Method::post, "/api/v1/apps",            api,            Who::anyone, post_app},
    {Method::get,  "/api/v1/apps/verify_credentials", api,    Who::program, get_own_app},
    {Method::post, "/oauth/register",         api,            Who::anyone, post_register},

    // members decide
    {Method::get,  "/oauth/authorize",        open,           Who::member, get_authorize},
    {Method::post, "/oauth/authorize",        form,           Who::member, post_authorize},
    {Method::get,  "/settings/programs",      open,           Who::member, get_programs},
    {Method::post, "/settings/programs",      form,           Who::member, post_programs},

    // programs get their tokens, and give them back
    {Method::post, "/oauth/token",            api,            Who::anyone, post_token},
    {Method::post, "/oauth/revoke",           api,            Who::anyone, post_revoke},
    {Method::post, "/oauth/introspect",       api,            Who::anyone, post_introspect},
    {Method::get,  "/oauth/userinfo",         api,            Who::member, get_userinfo, "profile"},
};
// clang-format on

}  // namespace

std::span<Route const> routes() noexcept {
    return table;
}

}  // namespace collegium::server::oauth
